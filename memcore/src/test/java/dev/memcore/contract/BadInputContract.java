package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad argument fails with its own code, and changes nothing. */
abstract class BadInputContract extends StoreTest {
    static final Limits LIMITS = new Limits(100, 50, 2, 10, 3);
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Cause TEST = Cause.of("test");
    private static final MemoryId UNKNOWN = new MemoryId(1, 2);

    private Memory kept;
    private long commitsBefore;

    /** A call that must fail. */
    record Bad(String what, ErrorCode code, Call call) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** What is called, on a space that holds one memory. */
    interface Call {
        void on(MemorySpace space, MemoryId id);
    }

    @Override
    public MemcoreBuilder builder() {
        return super.builder().limits(LIMITS);
    }

    @BeforeEach
    void keepOne() {
        kept = manager.space(BOB).remember("what is kept");
        commitsBefore = manager.stats().lastSequence();
    }

    @AfterEach
    void nothingChanged() {
        assertEquals(commitsBefore, manager.stats().lastSequence());
        assertEquals(1, manager.stats().memories());
        assertEquals(kept, manager.space(BOB).get(kept.id()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void failsWithItsCode(Bad bad) {
        assertFails(bad.code, () -> bad.call.on(manager.space(BOB), kept.id()));
    }

    @SuppressWarnings("NullAway") // what a host without a null checker may do
    static Stream<Bad> badCalls() {
        return Stream.of(
                invalid("a null text", (space, id) -> space.remember((String) null)),
                invalid("an empty text", (space, id) -> space.remember("")),
                invalid("a blank text", (space, id) -> space.remember(" \t\n\u2003")),
                invalid("half a surrogate pair", (space, id) -> space.remember("broken \ud83d")),
                invalid("a null observation", (space, id) -> space.remember((Observation) null)),
                invalid("a null batch", (space, id) -> space.rememberAll(null)),
                invalid("an empty batch", (space, id) -> space.rememberAll(List.of())),
                invalid(
                        "a null in a batch",
                        (space, id) -> space.rememberAll(Arrays.asList(Observation.of("good"), null))),
                tooLarge("too long a text", (space, id) -> space.remember("x".repeat(101))),
                tooLarge(
                        "too long a text in a batch",
                        (space, id) ->
                                space.rememberAll(List.of(Observation.of("good"), Observation.of("x".repeat(101))))),
                tooLarge(
                        "too large a batch",
                        (space, id) -> space.rememberAll(Collections.nCopies(4, Observation.of("x")))),
                tooLarge("too many attributes", (space, id) -> space.remember(attributes(3, "x"))),
                tooLarge("too long an attribute", (space, id) -> space.remember(attributes(1, "x".repeat(11)))),
                invalid("a null question", (space, id) -> space.recall((String) null)),
                invalid("a null query", (space, id) -> space.recall((MemoryQuery) null)),
                invalid("a blank question", (space, id) -> space.recall(" ")),
                tooLarge("too long a question", (space, id) -> space.recall("x".repeat(51))),
                invalid(
                        "a limit of 0",
                        (space, id) -> space.recall(MemoryQuery.of("x").withLimit(0))),
                tooLarge(
                        "a limit of 1,001",
                        (space, id) -> space.recall(MemoryQuery.of("x").withLimit(1_001))),
                invalid("get of null", (space, id) -> space.get(null)),
                invalid("a listing without filter", (space, id) -> space.list(null, null, 1)),
                invalid("a page of 0", (space, id) -> space.list(MemoryFilter.any(), null, 0)),
                invalid("a page of -1", (space, id) -> space.list(MemoryFilter.any(), null, -1)),
                tooLarge("a page of 1,001", (space, id) -> space.list(MemoryFilter.any(), null, 1_001)),
                invalid("revise null", (space, id) -> space.revise(null, "x")),
                invalid("revise to null", (space, id) -> space.revise(id, null)),
                invalid("revise to blank", (space, id) -> space.revise(id, " ")),
                tooLarge("revise to too long a text", (space, id) -> space.revise(id, "x".repeat(101))),
                new Bad("revise an unknown id", ErrorCode.NOT_FOUND, (space, id) -> space.revise(UNKNOWN, "x")),
                new Bad("a wrong version", ErrorCode.CONFLICT, (space, id) -> space.apply(List.of(revise(id, 2)))),
                invalid("a negative version", (space, id) -> space.apply(List.of(revise(id, -1)))),
                invalid("forget null", (space, id) -> space.forget(null)),
                new Bad("forget an unknown id", ErrorCode.NOT_FOUND, (space, id) -> space.forget(UNKNOWN)),
                invalid("null operations", (space, id) -> space.apply(null)),
                invalid("no operations", (space, id) -> space.apply(List.of())),
                invalid("a null operation", (space, id) -> space.apply(Arrays.asList(revise(id, 0), null))),
                tooLarge("too many operations", (space, id) -> space.apply(Collections.nCopies(4, revise(id, 0)))),
                tooLarge("too long a text added", (space, id) -> space.apply(List.of(add(UNKNOWN, "x".repeat(101))))),
                new Bad("an id in use", ErrorCode.CONFLICT, (space, id) -> space.apply(List.of(add(id, "x")))),
                invalid("an id of the far future", (space, id) -> space.apply(List.of(add(new MemoryId(-1, -1), "x")))),
                new Bad(
                        "superseded by an unknown id",
                        ErrorCode.NOT_FOUND,
                        (space, id) -> space.apply(List.of(new MemoryOp.Supersede(id, UNKNOWN, TEST)))),
                new Bad(
                        "release what is active",
                        ErrorCode.CONFLICT,
                        (space, id) -> space.apply(List.of(new MemoryOp.Release(id, TEST)))),
                invalid("a null session", (space, id) -> space.session(null)),
                invalid("a blank session", (space, id) -> space.session(" ")),
                tooLarge("too long a session", (space, id) -> space.session("x".repeat(257))),
                invalid("a null message", (space, id) -> session(space).add((Observation) null)),
                invalid("no messages", (space, id) -> session(space).addAll(List.of())),
                invalid("null messages", (space, id) -> session(space).addAll(null)),
                invalid("a negative budget", (space, id) -> session(space).window(-1)),
                invalid(
                        "a null question to a session",
                        (space, id) -> session(space).recall((String) null)));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullScopesAndReadersAreInvalid() {
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> manager.space((Scope) null));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> manager.space((Principal) null));
    }

    @Test
    void theMessageNamesTheValueAndTheLimit() {
        String failure =
                assertFails(ErrorCode.LIMIT_EXCEEDED, () -> manager.space(BOB).remember("x".repeat(101)));
        assertTrue(failure.contains("101"), failure);
        assertTrue(failure.contains("100"), failure);
    }

    @Test
    void aStageThatBreaksItsContractChangesNothing() {
        MemoryOp raw = add(UNKNOWN, "hello");
        assertStageFails("nothing", List.of());
        assertStageFails("another text", List.of(add(UNKNOWN, "goodbye")));
        assertStageFails("another operation", List.of(revise(kept.id(), 0), raw));
        assertStageFails(
                "another scope", List.of(new MemoryOp.Add(UNKNOWN, Scope.of("acme"), Observation.of("hello"), TEST)));
    }

    @Test
    void aStageThatThrowsChangesNothing() {
        manager.close();
        manager = builder()
                .writeStage((scope, observation, ids, now) -> {
                    throw new IllegalStateException("the model is down");
                })
                .build();
        commitsBefore = manager.stats().lastSequence();
        assertFails(ErrorCode.COMPONENT_FAILED, () -> manager.space(BOB).remember("hello"));
    }

    @SuppressWarnings("NullAway")
    private void assertStageFails(String what, List<MemoryOp> proposed) {
        manager.close();
        manager =
                builder().writeStage((scope, observation, ids, now) -> proposed).build();
        commitsBefore = manager.stats().lastSequence();
        Executable call = () -> manager.space(BOB).remember("hello");
        assertFails(ErrorCode.COMPONENT_FAILED, call);
        assertEquals(commitsBefore, manager.stats().lastSequence(), what);
    }

    private static Bad invalid(String what, Call call) {
        return new Bad(what, ErrorCode.INVALID_ARGUMENT, call);
    }

    private static Bad tooLarge(String what, Call call) {
        return new Bad(what, ErrorCode.LIMIT_EXCEEDED, call);
    }

    private static SessionMemory session(MemorySpace space) {
        return space.session("s");
    }

    private static Observation attributes(int count, String value) {
        Observation.Builder observation = Observation.builder("x").eventTime(Instant.EPOCH);
        for (int i = 0; i < count; i++) {
            observation.attribute("a" + i, value);
        }
        return observation.build();
    }

    private static MemoryOp revise(MemoryId id, int ifVersion) {
        return new MemoryOp.Revise(id, "new text", ifVersion, TEST);
    }

    private static MemoryOp add(MemoryId id, String text) {
        return new MemoryOp.Add(id, BOB, Observation.of(text), TEST);
    }
}
