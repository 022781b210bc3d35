package dev.memcore.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.contract.StoreTest;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OperationFoldTest {
    private static final Instant NOW = StoreTest.START;
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Cause TEST = Cause.of("test", "because");
    private static final MemoryId ID = new MemoryId(1, 1);
    private static final MemoryId OTHER = new MemoryId(1, 2);
    private static final Observation SEEN =
            Observation.builder("seen").kind(Kind.FACT).attribute("n", 1).build();

    private static final AttributeValue SET = new AttributeValue.Text("set");

    private static final Map<String, MemoryOp> OPS = Map.ofEntries(
            Map.entry("add", new MemoryOp.Add(ID, BOB, SEEN, TEST)),
            Map.entry("revise", new MemoryOp.Revise(ID, "revised", 0, TEST)),
            Map.entry("supersede", new MemoryOp.Supersede(ID, OTHER, TEST)),
            Map.entry("forget", new MemoryOp.Forget(ID, TEST)),
            Map.entry("move", new MemoryOp.Move(ID, Tier.ARCHIVE, TEST)),
            Map.entry("adjust", new MemoryOp.Adjust(ID, 0.9, null, null, NOW, null, TEST)),
            Map.entry("rekey", new MemoryOp.SetSearchKeys(ID, "a", List.of("x"), TEST)),
            Map.entry("attributes", new MemoryOp.SetAttributes(ID, Map.of("m", SET), Set.of("n"), TEST)),
            Map.entry("expiry", new MemoryOp.SetExpiry(ID, NOW, TEST)),
            Map.entry("validity", new MemoryOp.SetValidity(ID, null, NOW, TEST)),
            Map.entry("eventTime", new MemoryOp.SetEventTime(ID, EventTime.at(NOW), TEST)),
            Map.entry("quarantine", new MemoryOp.Quarantine(ID, TEST)),
            Map.entry("release", new MemoryOp.Release(ID, TEST)));

    private final Map<MemoryId, Memory> present = new HashMap<>();

    @ParameterizedTest
    @CsvSource(textBlock = """
        # operation, ACTIVE,     SUPERSEDED, QUARANTINED, FORGOTTEN
        add,         -,           -,           -,           -
        revise,      ACTIVE,      -,           -,           -
        supersede,   SUPERSEDED,  -,           -,           -
        forget,      FORGOTTEN,   FORGOTTEN,   FORGOTTEN,   -
        move,        ACTIVE,      SUPERSEDED,  QUARANTINED, -
        adjust,      ACTIVE,      SUPERSEDED,  QUARANTINED, -
        rekey,       ACTIVE,      SUPERSEDED,  QUARANTINED, -
        attributes,  ACTIVE,      SUPERSEDED,  QUARANTINED, -
        expiry,      ACTIVE,      SUPERSEDED,  QUARANTINED, -
        validity,    ACTIVE,      SUPERSEDED,  QUARANTINED, -
        eventTime,   ACTIVE,      SUPERSEDED,  QUARANTINED, -
        quarantine,  QUARANTINED, -,           -,           -
        release,     -,           -,           ACTIVE,      -
        """)
    void eachOperationFitsItsStatesOnly(
            String op, String active, String superseded, String quarantined, String forgotten) {
        Map<Status, String> expected = new EnumMap<>(Map.of(
                Status.ACTIVE, active,
                Status.SUPERSEDED, superseded,
                Status.QUARANTINED, quarantined,
                Status.FORGOTTEN, forgotten));
        put(OTHER, BOB, Status.ACTIVE);
        expected.forEach((status, after) -> {
            put(ID, BOB, status);
            if (after.equals("-")) {
                StoreTest.assertFails(ErrorCode.CONFLICT, () -> fold(op));
            } else {
                Memory next = fold(op);
                assertEquals(Status.valueOf(after), next.status());
                assertEquals(4, next.version());
                assertEquals(17, next.sequence());
                assertEquals(NOW, next.recordedAt());
                assertEquals(TEST, next.cause());
                assertEquals(BOB, next.scope());
            }
        });
    }

    @Test
    void whatIsUnknownCanOnlyBeAdded() {
        put(OTHER, BOB, Status.ACTIVE);
        for (String op : OPS.keySet()) {
            if (op.equals("add")) {
                assertEquals(
                        Memory.builder(ID, BOB, SEEN)
                                .sequence(17)
                                .recordedAt(NOW)
                                .cause(TEST)
                                .build(),
                        fold(op));
            } else {
                StoreTest.assertFails(ErrorCode.NOT_FOUND, () -> fold(op));
            }
        }
    }

    @Test
    void anOperationChangesItsPartAndNoOther() {
        put(ID, BOB, Status.ACTIVE);
        put(OTHER, BOB, Status.ACTIVE);
        assertEquals(SEEN.toBuilder().text("revised").build(), fold("revise").observation());
        assertEquals(SEEN.toBuilder().tier(Tier.ARCHIVE).build(), fold("move").observation());
        assertEquals(
                SEEN.toBuilder().importance(0.9).expiresAt(NOW).build(),
                fold("adjust").observation());
        assertEquals(
                SEEN.toBuilder().searchKeys("a", List.of("x")).build(),
                fold("rekey").observation());
        assertEquals(Map.of("m", SET), fold("attributes").observation().attributes());
        assertEquals(SEEN.toBuilder().expiresAt(NOW).build(), fold("expiry").observation());
        assertEquals(SEEN.toBuilder().validTo(NOW).build(), fold("validity").observation());
        assertEquals(SEEN.toBuilder().eventTime(NOW).build(), fold("eventTime").observation());
        for (String op : List.of("supersede", "forget", "quarantine")) {
            assertEquals(SEEN, fold(op).observation());
        }
        assertEquals(OTHER, fold("supersede").supersededBy());
    }

    @Test
    void whatSupersededAMemoryIsRememberedWhenItIsForgotten() {
        present.put(
                ID,
                Memory.builder(ID, BOB, SEEN)
                        .version(3)
                        .sequence(5)
                        .recordedAt(NOW)
                        .status(Status.SUPERSEDED)
                        .supersededBy(OTHER)
                        .cause(TEST)
                        .build());
        assertEquals(OTHER, fold("forget").supersededBy());
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void onlyAnActiveMemoryCanSupersede(Status status) {
        put(ID, BOB, Status.ACTIVE);
        put(OTHER, BOB, status);
        if (status == Status.ACTIVE) {
            assertEquals(Status.SUPERSEDED, fold("supersede").status());
        } else {
            StoreTest.assertFails(ErrorCode.CONFLICT, () -> fold("supersede"));
        }
    }

    @Test
    void aMemoryOfAnotherTenantCannotSupersede() {
        put(ID, BOB, Status.ACTIVE);
        put(OTHER, Scope.of("umbrella", "bob"), Status.ACTIVE);
        StoreTest.assertFails(ErrorCode.NOT_FOUND, () -> fold("supersede"));
    }

    @Test
    void aRevisionForAnotherVersionIsAConflictThatNamesBoth() {
        put(ID, BOB, Status.ACTIVE);
        String failure =
                StoreTest.assertFails(ErrorCode.CONFLICT, () -> apply(new MemoryOp.Revise(ID, "late", 2, TEST)));
        assertTrue(failure.contains("version 2"), failure);
        assertTrue(failure.contains("version 3"), failure);
        assertEquals(4, apply(new MemoryOp.Revise(ID, "in time", 3, TEST)).version());
    }

    private void put(MemoryId id, Scope scope, Status status) {
        present.put(
                id,
                Memory.builder(id, scope, SEEN)
                        .version(3)
                        .sequence(5)
                        .recordedAt(NOW.minusSeconds(60))
                        .status(status)
                        .build());
    }

    private Memory fold(String op) {
        return apply(Objects.requireNonNull(OPS.get(op)));
    }

    private Memory apply(MemoryOp op) {
        Function<MemoryId, Memory> lookUp = present::get;
        return new OperationFold(NOW, 17, false).apply(op, lookUp);
    }
}
