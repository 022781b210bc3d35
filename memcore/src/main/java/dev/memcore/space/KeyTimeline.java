package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.fact.FactValue;
import dev.memcore.spi.index.FactTimeline;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.KeyedFact;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.index.ReadTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists the values of one fact key over time: the result of {@link FactTimeline}, and the earlier texts of revised
 * facts.
 */
final class KeyTimeline {
    static final Comparator<FactValue> IN_VALID_TIME = Comparator.comparing(
                    FactValue::validFrom, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(FactValue::recordedFrom)
            .thenComparing(value -> value.memory().id())
            .thenComparingInt(value -> value.memory().version());

    private final MemoryLookup index;
    private final ReadTime time;
    private final List<FactValue> values = new ArrayList<>();

    KeyTimeline(MemoryLookup index, ReadTime time) {
        this.index = index;
        this.time = time;
    }

    /**
     * The values of facts, in the order of their valid time.
     *
     * @param facts the facts of one key that the reader sees, of any status
     */
    List<FactValue> of(List<Memory> facts) {
        Map<Scope, List<Memory>> byScope = new LinkedHashMap<>();
        facts.forEach(fact -> byScope.computeIfAbsent(fact.scope(), scope -> new ArrayList<>())
                .add(fact));
        byScope.values().forEach(this::add);
        return values.stream().sorted(IN_VALID_TIME).toList();
    }

    private void add(List<Memory> facts) {
        FactTimeline timeline = FactTimeline.of(
                facts.stream().map(KeyedFact::of).filter(Objects::nonNull).toList());
        Map<MemoryId, List<Interval>> valid = new HashMap<>();
        timeline.all()
                .forEach(one ->
                        valid.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one.interval()));
        Map<MemoryId, Long> replaced = timeline.replaced();
        facts.stream().filter(fact -> fact.status().isReadable()).forEach(fact -> {
            List<List<Memory>> statements = statements(fact);
            for (int i = 0; i + 1 < statements.size(); i++) {
                Instant to = statements.get(i + 1).getFirst().recordedAt();
                superseded(statements.get(i).getLast(), statements.get(i).getFirst(), to);
            }
            add(fact, statements.getLast(), valid.getOrDefault(fact.id(), List.of()), replaced.get(fact.id()));
        });
    }

    private void add(Memory fact, List<Memory> versions, List<Interval> valid, @Nullable Long replaced) {
        Memory first = versions.getFirst();
        if (fact.status() == Status.SUPERSEDED) {
            Memory since = versions.stream()
                    .filter(version -> version.status() == Status.SUPERSEDED)
                    .findFirst()
                    .orElse(fact);
            superseded(fact, first, since.recordedAt());
        } else if (valid.isEmpty()) {
            superseded(fact, first, replaced == null ? null : Instant.ofEpochMilli(replaced));
        }
        if (fact.status() == Status.ACTIVE) {
            valid.forEach(interval -> values.add(new FactValue(
                    fact, moment(interval.from()), moment(interval.to()), first.recordedAt(), null, Status.ACTIVE)));
        }
    }

    private void superseded(Memory version, Memory first, @Nullable Instant to) {
        KeyedFact said = KeyedFact.saidBy(version);
        values.add(new FactValue(
                version, moment(said.start()), moment(said.end()), first.recordedAt(), to, Status.SUPERSEDED));
    }

    /** The kept versions, oldest first, divided where the text or the validity changed. */
    private List<List<Memory>> statements(Memory fact) {
        List<List<Memory>> statements = new ArrayList<>();
        for (Memory version : index.history(fact.id())) {
            if (version.version() > fact.version() || !time.sees(version.recordedAt())) {
                break;
            }
            if (statements.isEmpty() || !saysTheSame(statements.getLast().getLast(), version)) {
                statements.add(new ArrayList<>());
            }
            statements.getLast().add(version);
        }
        return statements.isEmpty() ? List.of(List.of(fact)) : statements;
    }

    private static boolean saysTheSame(Memory one, Memory other) {
        Observation before = one.observation();
        Observation after = other.observation();
        return before.text().equals(after.text())
                && Objects.equals(before.validFrom(), after.validFrom())
                && Objects.equals(before.validTo(), after.validTo())
                && Objects.equals(before.expiresAt(), after.expiresAt());
    }

    private static @Nullable Instant moment(long millis) {
        return millis == KeyedFact.ALWAYS || millis == KeyedFact.FOREVER ? null : Instant.ofEpochMilli(millis);
    }
}
