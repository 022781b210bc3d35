package dev.memcore.space;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds, confirms, corrects and contests values of fact keys. Of the facts with one key only one is valid at a time. So
 * each value of a key with several values has a key of its own, which contains the value, and an attribute that names the
 * key to which it belongs.
 */
final class FactRevisions {
    private static final String SEPARATOR = " = ";
    private static final int MAX_CHARS = 250;
    private static final AttributeValue TRUE = new AttributeValue.Flag(true);

    private final MemorySpace space;
    private final InstantSource clock;
    private final IdSource ids;

    FactRevisions(MemorySpace space, InstantSource clock, IdSource ids) {
        this.space = space;
        this.clock = clock;
        this.ids = ids;
    }

    /** Returns the key of one value of a key. */
    static String keyOfValue(String key, String value) {
        String joined =
                Arguments.present(key, "key").strip() + SEPARATOR + new FactKey(Arguments.text(value, "value")).text();
        if (joined.length() > MAX_CHARS + SEPARATOR.length()) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    "key and value have " + (joined.length() - SEPARATOR.length())
                            + " characters, but a value that is added to a key may have " + MAX_CHARS
                            + " together with the key");
        }
        return joined;
    }

    static MemoryFilter.Builder addedTo(String key) {
        return MemoryFilter.builder()
                .kind(Kind.FACT)
                .attribute(Facts.VALUE_OF, new FactKey(Arguments.present(key, "key")).text());
    }

    /** Returns the key to which a fact belongs, in its compared form, or null if it has no key. */
    static @Nullable String baseKey(Memory fact) {
        FactKey key = FactKey.of(fact.observation());
        return key != null
                        && fact.observation().attributes().get(Facts.VALUE_OF)
                                instanceof AttributeValue.Text(String base)
                ? base
                : key == null ? null : key.text();
    }

    static boolean isContested(Memory fact) {
        return TRUE.equals(fact.observation().attributes().get(Facts.CONTESTED));
    }

    private static boolean says(Memory fact, String value) {
        return new FactKey(fact.text()).equals(new FactKey(value));
    }

    private boolean isOwn(Memory fact) {
        return fact.scope().equals(space.principal().scope());
    }

    private static Observation.Builder value(String key, String value) {
        return Observation.fact(keyOfValue(key, value), value).attribute(Facts.VALUE_OF, new FactKey(key).text());
    }

    Memory add(String key, String value) {
        Observation.Builder added = value(key, value);
        try (Stream<Memory> facts = space.stream(MemoryFilter.builder()
                .kind(Kind.FACT)
                .attribute(Observation.KEY, keyOfValue(key, value))
                .build())) {
            return facts.filter(this::isOwn).findFirst().orElseGet(() -> space.remember(added.build()));
        }
    }

    List<Memory> confirm(List<Memory> values) {
        List<Memory> own = values.stream().filter(this::isOwn).toList();
        List<MemoryOp> operations = new ArrayList<>();
        AttributeValue now = new AttributeValue.Moment(clock.instant());
        for (Memory fact : own) {
            double confidence = fact.observation().confidence();
            if (confidence < 1) {
                operations.add(MemoryOp.Adjust.confidence(fact.id(), (1 + confidence) / 2, Cause.HOST));
            }
            operations.add(MemoryOp.SetAttributes.set(fact.id(), Facts.CONFIRMED, now, Cause.HOST));
        }
        if (!operations.isEmpty()) {
            space.apply(operations);
        }
        return own.stream().map(fact -> space.get(fact.id()).orElse(fact)).toList();
    }

    Memory correct(String key, String value, String reason, List<Memory> values) {
        Memory wrong = values.stream()
                .filter(fact -> isOwn(fact) && !fact.observation().attributes().containsKey(Facts.VALUE_OF))
                .findFirst()
                .orElse(null);
        if (wrong == null) {
            return space.remember(Observation.fact(key, value).build());
        }
        return replace(key, value, Cause.of(Cause.HOST.actor(), reason), List.of(wrong));
    }

    /** Adds a value that is valid from the earliest start of the values that it supersedes. */
    private Memory replace(String key, String value, Cause cause, List<Memory> superseded) {
        Instant now = clock.instant();
        MemoryId id = ids.next(now);
        Instant from = superseded.stream()
                .map(FactRevisions::start)
                .min(Instant::compareTo)
                .orElse(now);
        List<MemoryOp> operations = new ArrayList<>();
        operations.add(new MemoryOp.Add(
                id,
                space.principal().scope(),
                Observation.fact(key, value).validFrom(from).build(),
                cause));
        superseded.forEach(fact -> operations.add(new MemoryOp.Supersede(fact.id(), id, cause)));
        return space.apply(operations).getFirst();
    }

    private static Instant start(Memory fact) {
        Instant from = fact.validFrom();
        return from == null ? fact.createdAt() : from;
    }

    Memory contest(String key, String value, List<Memory> values) {
        Arguments.text(value, "value");
        List<Memory> own = values.stream().filter(this::isOwn).toList();
        if (own.isEmpty() || own.stream().anyMatch(fact -> says(fact, value))) {
            return own.stream()
                    .filter(fact -> says(fact, value))
                    .findFirst()
                    .orElseGet(() -> space.remember(Observation.fact(key, value).build()));
        }
        MemoryId id = ids.next(clock.instant());
        Observation contesting =
                value(key, value).attribute(Facts.CONTESTED, TRUE).build();
        List<MemoryOp> operations = new ArrayList<>();
        operations.add(new MemoryOp.Add(id, space.principal().scope(), contesting, Cause.HOST));
        for (Memory fact : own) {
            operations.add(MemoryOp.SetAttributes.set(fact.id(), Facts.CONTESTED, TRUE, Cause.HOST));
            operations.add(new MemoryOp.AddLink(Link.of(id, fact.id(), LinkType.CONTRADICTS), Cause.HOST));
        }
        space.apply(operations);
        return space.get(id).orElseThrow();
    }

    Memory resolve(String key, String value, String reason, List<Memory> values) {
        Arguments.text(value, "value");
        List<Memory> contested =
                values.stream().filter(fact -> isOwn(fact) && isContested(fact)).toList();
        if (contested.isEmpty()) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT, "the key \"" + key + "\" has no contested values in this scope");
        }
        Cause cause = Cause.of(Cause.HOST.actor(), reason);
        Memory single = contested.stream()
                .filter(fact -> says(fact, value) && Objects.equals(FactKey.of(fact.observation()), new FactKey(key)))
                .findFirst()
                .orElse(null);
        if (single == null) {
            return replace(key, value, cause, contested);
        }
        List<MemoryOp> operations = new ArrayList<>();
        operations.add(MemoryOp.SetAttributes.remove(single.id(), Facts.CONTESTED, cause));
        contested.stream()
                .filter(fact -> !fact.id().equals(single.id()))
                .forEach(fact -> operations.add(new MemoryOp.Supersede(fact.id(), single.id(), cause)));
        return space.apply(operations).getFirst();
    }
}
