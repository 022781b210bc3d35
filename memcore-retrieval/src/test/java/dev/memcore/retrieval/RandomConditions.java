package dev.memcore.retrieval;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.AttributeValue.Flag;
import dev.memcore.api.AttributeValue.Moment;
import dev.memcore.api.AttributeValue.Real;
import dev.memcore.api.AttributeValue.Text;
import dev.memcore.api.AttributeValue.Whole;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import dev.memcore.api.filter.AttributeConditions;
import dev.memcore.api.filter.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws trees of conditions, with values that the memories of {@link ConditionPropertyTest} have. */
final class RandomConditions {
    static final List<String> NAMES = List.of("n", "price", "when", Observation.KEY);
    static final List<String> SOURCES = List.of("mail", "web", "Zo\u00EB");
    static final List<String> SESSIONS = List.of("s0", "s1");
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** Numbers whose order is easy to get wrong, and values of other types that look like them. */
    static final List<AttributeValue> VALUES = List.of(
            new Whole(0),
            new Whole(3),
            new Real(3.0),
            new Real(3.5),
            new Real(-0.0),
            new Whole(-1),
            new Real(-1.5),
            new Whole(1L << 53),
            new Whole((1L << 53) + 1),
            new Real(0x1p53),
            new Real(0x1p53 + 2),
            new Whole(Long.MAX_VALUE),
            new Whole(Long.MAX_VALUE - 1),
            new Whole(Long.MIN_VALUE),
            new Whole(Long.MIN_VALUE + 1),
            new Real(0x1p63),
            new Real(-0x1p63),
            new Real(Double.MAX_VALUE),
            new Real(-Double.MAX_VALUE),
            new Real(Double.MIN_VALUE),
            new Text("3"),
            new Text("Home  Town"),
            new Text("home town"),
            new Flag(true),
            new Flag(false),
            new Moment(Instant.ofEpochMilli(3)),
            new Moment(Instant.ofEpochMilli(Long.MIN_VALUE)),
            new Moment(Instant.ofEpochMilli(Long.MAX_VALUE)),
            new Moment(START));

    private final Random random;
    private final boolean withStatus;

    RandomConditions(Random random, boolean withStatus) {
        this.random = random;
        this.withStatus = withStatus;
    }

    Condition tree(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        return switch (random.nextInt(3)) {
            case 0 -> Condition.not(tree(depth - 1));
            case 1 -> Condition.and(children(depth - 1));
            default -> Condition.or(children(depth - 1));
        };
    }

    private Condition[] children(int depth) {
        return Stream.generate(() -> tree(depth)).limit(1 + random.nextInt(3)).toArray(Condition[]::new);
    }

    private Condition leaf() {
        List<Supplier<Condition>> leaves = new ArrayList<>(List.of(
                () -> Condition.role(Role.USER),
                () -> Condition.role(Role.ASSISTANT, Role.TOOL),
                () -> Condition.source(pick(SOURCES)),
                () -> Condition.source(pick(SOURCES), "nowhere"),
                () -> Condition.session(pick(SESSIONS)),
                () -> Condition.recordedAfter(moment()),
                () -> Condition.recordedBefore(moment()),
                () -> Condition.createdAfter(moment()),
                () -> Condition.createdBefore(moment()),
                () -> Condition.eventFrom(moment()),
                () -> Condition.eventTo(moment())));
        for (int i = 0; i < 9; i++) {
            leaves.add(this::ofAttribute);
        }
        if (withStatus) {
            leaves.add(() -> Condition.status(Status.SUPERSEDED));
            leaves.add(() -> Condition.status(Status.ACTIVE));
            leaves.add(() -> Condition.status(Status.ACTIVE, Status.SUPERSEDED));
        }
        return pick(leaves).get();
    }

    private Condition ofAttribute() {
        AttributeConditions attribute = Condition.attribute(pick(NAMES));
        AttributeValue bound = ordered();
        return switch (random.nextInt(8)) {
            case 0 -> attribute.exists();
            case 1 -> attribute.is(pick(VALUES));
            case 2 -> attribute.anyOf(pick(VALUES), pick(VALUES), pick(VALUES));
            case 3 -> attribute.atLeast(bound);
            case 4 -> attribute.atMost(bound);
            case 5 -> attribute.greaterThan(bound);
            case 6 -> attribute.lessThan(bound);
            default -> between(attribute);
        };
    }

    private Condition between(AttributeConditions attribute) {
        List<Long> ends = Stream.of(random.nextLong(-2, 5), random.nextLong(-2, 5))
                .sorted()
                .toList();
        return switch (random.nextInt(3)) {
            case 0 -> attribute.between(ends.getFirst(), ends.getLast());
            case 1 -> attribute.between(ends.getFirst() - 0.5, ends.getLast() + 0.5);
            default -> attribute.between(Instant.ofEpochMilli(ends.getFirst()), Instant.ofEpochMilli(ends.getLast()));
        };
    }

    private AttributeValue ordered() {
        AttributeValue value = pick(VALUES);
        return value instanceof Text || value instanceof Flag ? ordered() : value;
    }

    private Instant moment() {
        return START.plusNanos(random.nextInt(40) * 500_000L);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
