package dev.memcore.space;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.fact.ProfileEntry;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The keyed facts of a space, implemented by lists and operations of the space. */
final class ScopedFacts implements Facts {
    private final MemorySpace space;
    private final InstantSource clock;
    private final FactRevisions revisions;

    ScopedFacts(MemorySpace space, InstantSource clock, IdSource ids) {
        this.space = space;
        this.clock = clock;
        this.revisions = new FactRevisions(space, clock, ids);
    }

    @Override
    public List<Memory> values(String key) {
        List<Memory> all = new ArrayList<>();
        for (MemoryFilter.Builder filter : List.of(ofKey(key), FactRevisions.addedTo(key))) {
            try (Stream<Memory> facts = space.stream(filter.build())) {
                facts.forEach(all::add);
            }
        }
        all.sort(Comparator.comparing(Memory::id));
        return List.copyOf(all);
    }

    @Override
    public Memory set(Observation fact) {
        if (FactKey.of(Arguments.present(fact, "fact")) == null) {
            throw Arguments.invalid("the observation is not a keyed fact; make it with Observation.fact");
        }
        return space.remember(fact);
    }

    @Override
    public boolean close(String key) {
        boolean single = closeAll(ofKey(key));
        return closeAll(FactRevisions.addedTo(key)) || single;
    }

    private boolean closeAll(MemoryFilter.Builder filter) {
        Instant now = clock.instant();
        List<MemoryOp> operations = new ArrayList<>();
        // Lists all values, not only the valid one. Otherwise the value before it would become valid again, because
        // that value has no end of its own.
        try (Stream<Memory> facts = space.stream(filter.whenever().build())) {
            facts.filter(fact -> fact.scope().equals(space.principal().scope()) && isOpen(fact, now))
                    .forEach(fact -> operations.add(MemoryOp.Adjust.validTo(fact.id(), now, Cause.HOST)));
        }
        if (operations.isEmpty()) {
            return false;
        }
        space.apply(operations);
        return true;
    }

    @Override
    public Memory add(String key, String value) {
        return revisions.add(key, value);
    }

    @Override
    public boolean remove(String key, String value) {
        return closeAll(ofKey(FactRevisions.keyOfValue(key, value)));
    }

    @Override
    public List<Memory> confirm(String key) {
        return revisions.confirm(values(key));
    }

    @Override
    public Memory correct(String key, String value, String reason) {
        return revisions.correct(key, value, Arguments.present(reason, "reason"), values(key));
    }

    @Override
    public Memory contest(String key, String value) {
        return revisions.contest(key, value, values(key));
    }

    @Override
    public Memory resolve(String key, String value, String reason) {
        return revisions.resolve(key, value, Arguments.present(reason, "reason"), values(key));
    }

    @Override
    public List<ProfileEntry> profile() {
        Map<String, List<Memory>> byKey = new TreeMap<>();
        try (Stream<Memory> facts =
                space.stream(MemoryFilter.builder().kind(Kind.FACT).build())) {
            facts.forEach(fact -> {
                String key = FactRevisions.baseKey(fact);
                if (key != null) {
                    byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(fact);
                }
            });
        }
        return byKey.entrySet().stream()
                .map(entry -> new ProfileEntry(
                        entry.getKey(),
                        entry.getValue(),
                        entry.getValue().stream()
                                        .filter(FactRevisions::isContested)
                                        .count()
                                > 1))
                .toList();
    }

    private static boolean isOpen(Memory fact, Instant now) {
        Instant from = fact.validFrom();
        Instant to = fact.validTo();
        return (from == null || from.isBefore(now)) && (to == null || to.isAfter(now));
    }

    private static MemoryFilter.Builder ofKey(String key) {
        return MemoryFilter.builder().kind(Kind.FACT).attribute(Observation.KEY, Arguments.present(key, "key"));
    }

    @Override
    public List<FactValue> timeline(String key) {
        List<FactValue> all = new ArrayList<>(space.timeline(key));
        Set<String> added = new LinkedHashSet<>();
        try (Stream<Memory> facts =
                space.stream(FactRevisions.addedTo(key).whenever().build())) {
            facts.forEach(fact -> added.add(String.valueOf(FactKey.of(fact.observation()))));
        }
        added.forEach(one -> all.addAll(space.timeline(one)));
        return all.stream().sorted(KeyTimeline.IN_VALID_TIME).toList();
    }

    @Override
    public List<String> keys() {
        MemoryFilter filter = MemoryFilter.builder().kind(Kind.FACT).build();
        try (Stream<Memory> facts = space.stream(filter)) {
            return facts.map(FactRevisions::baseKey)
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
