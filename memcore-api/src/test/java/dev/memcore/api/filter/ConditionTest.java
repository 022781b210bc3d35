package dev.memcore.api.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A condition compares values exactly, says what it is about, and refuses trees that are too large or make no sense. */
class ConditionTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123Z");
    private static final Condition PRICE = Condition.attribute("price").between(1, 5);

    private static Memory memory(Observation.Builder observation) {
        return Memory.builder(new MemoryId(0, 1), Scope.of("acme"), observation.build())
                .recordedAt(NOON)
                .build();
    }

    private static Memory priced(AttributeValue price) {
        return memory(Observation.builder("x").attribute("price", price));
    }

    private static Memory priced(long price) {
        return priced(new AttributeValue.Whole(price));
    }

    private static Memory priced(double price) {
        return priced(new AttributeValue.Real(price));
    }

    @Test
    void numbersCompareByTheirExactValue() {
        long beyond = (1L << 53) + 1;
        assertTrue(Condition.attribute("price").is(3).accepts(priced(3.0)));
        assertTrue(Condition.attribute("price").greaterThan(0x1p53).accepts(priced(beyond)));
        assertFalse(Condition.attribute("price").greaterThan(beyond).accepts(priced(0x1p53)));
        assertTrue(Condition.attribute("price").lessThan(0x1p63).accepts(priced(Long.MAX_VALUE)));
        assertTrue(Condition.attribute("price").atLeast(-0x1p63).accepts(priced(Long.MIN_VALUE)));
        assertTrue(Condition.attribute("price").atMost(0).accepts(priced(-0.0)));
        assertTrue(Condition.attribute("price").greaterThan(-2).accepts(priced(-1.5)));
        assertFalse(Condition.attribute("price").greaterThan(-1).accepts(priced(-1.5)));
    }

    @Test
    void boundsOfARangeBelongToIt() {
        assertTrue(PRICE.accepts(priced(1)) && PRICE.accepts(priced(5.0)));
        assertFalse(PRICE.accepts(priced(5.5)));
        assertFalse(Condition.attribute("price").lessThan(5).accepts(priced(5)));
    }

    @Test
    void aTextIsNoNumberAndAMomentIsNeither() {
        assertFalse(PRICE.accepts(priced(new AttributeValue.Text("3"))));
        assertFalse(PRICE.accepts(priced(new AttributeValue.Moment(Instant.ofEpochMilli(3)))));
        assertTrue(Condition.attribute("price")
                .between(Instant.EPOCH, NOON)
                .accepts(priced(new AttributeValue.Moment(Instant.ofEpochMilli(3)))));
    }

    @Test
    void aFieldThatIsMissingMeetsTheNegation() {
        Memory plain = memory(Observation.builder("x"));
        assertFalse(PRICE.accepts(plain));
        assertTrue(Condition.not(PRICE).accepts(plain));
        assertFalse(Condition.role(Role.USER).accepts(plain));
        assertTrue(Condition.not(Condition.eventFrom(NOON)).accepts(plain));
    }

    @Test
    void momentsBetweenMillisecondsAreExact() {
        Memory memory = memory(Observation.builder("x"));
        assertFalse(Condition.recordedAfter(NOON).accepts(memory));
        assertFalse(Condition.recordedBefore(NOON).accepts(memory));
        assertTrue(Condition.recordedBefore(NOON.plusNanos(1)).accepts(memory));
        assertFalse(Condition.recordedAfter(NOON.plusNanos(1)).accepts(memory));
        assertTrue(Condition.createdAfter(NOON.minusNanos(1)).accepts(memory));
    }

    @Test
    void aListingChoosesAmongStatusesIfTheConditionIsAboutThem() {
        Condition gone = Condition.status(Status.SUPERSEDED);
        MemoryFilter filter = MemoryFilter.builder()
                .where(PRICE)
                .where(Condition.or(PRICE, Condition.not(gone)))
                .build();
        assertTrue(filter.listedStatuses().contains(Status.SUPERSEDED));
        assertFalse(MemoryFilter.builder().where(PRICE).build().listedStatuses().contains(Status.SUPERSEDED));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                () -> MemoryQuery.of("x").withFilter(filter),
                "a recall finds active memories only");
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> Condition.status(Status.FORGOTTEN), "FORGOTTEN");
    }

    @Test
    void aFilterWithAConditionDoesNotAcceptAll() {
        assertFalse(MemoryFilter.builder().where(PRICE).build().acceptsAll());
        assertEquals(
                MemoryFilter.builder().where(PRICE).build(),
                MemoryFilter.builder().where(PRICE).build().toBuilder().build());
    }

    @Test
    void aTreeThatIsTooLargeIsRefused() {
        Condition deepest = PRICE;
        for (int level = 1; level < Condition.MAX_DEPTH; level++) {
            deepest = Condition.not(deepest);
        }
        Condition tree = deepest;
        assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> Condition.not(tree), "is 17; the limit is 16");
        Condition[] many =
                Stream.generate(() -> PRICE).limit(Condition.MAX_LEAVES + 1L).toArray(Condition[]::new);
        assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> Condition.or(many), "is 257; the limit is 256");
        long[] values = LongStream.rangeClosed(0, Condition.MAX_VALUES).toArray();
        assertRefused(
                ErrorCode.LIMIT_EXCEEDED,
                () -> Condition.attribute("price").anyOf(values),
                "is 1001; the limit is 1000");
        String[] sources = IntStream.rangeClosed(0, Condition.MAX_VALUES)
                .mapToObj(i -> "s" + i)
                .toArray(String[]::new);
        assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> Condition.source(sources), "is 1001; the limit is 1000");
    }

    @Test
    @SuppressWarnings("NullAway") // null is what is tested
    void aConditionThatMakesNoSenseIsRefused() {
        assertInvalid(() -> Condition.attribute("price").between(5, 1), "must not be greater");
        assertInvalid(
                () -> Condition.attribute("price")
                        .between(new AttributeValue.Whole(1), new AttributeValue.Moment(NOON)),
                "two numbers or two moments");
        assertInvalid(() -> Condition.attribute("price").atLeast(new AttributeValue.Text("x")), "a number or a moment");
        assertInvalid(() -> Condition.attribute(" "), "must not be blank");
        assertInvalid(() -> Condition.attribute("price").anyOf(new String[0]), "at least one value");
        assertInvalid(Condition::and, "at least one condition");
        assertInvalid(Condition::or, "at least one condition");
        assertInvalid(() -> Condition.or(PRICE, null), "must not be null");
        assertInvalid(() -> Condition.not(null), "must not be null");
        assertInvalid(Condition::role, "at least one value");
    }

    private static void assertInvalid(Executable call, String message) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, call, message);
    }

    private static void assertRefused(ErrorCode code, Executable call, String message) {
        MemoryException refused = assertThrows(MemoryException.class, call);
        assertEquals(code, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }
}
