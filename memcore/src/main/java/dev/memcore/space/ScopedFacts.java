package dev.memcore.space;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The keyed facts of a space, implemented by lists and operations of the space. */
final class ScopedFacts implements Facts {
    private final MemorySpace space;
    private final InstantSource clock;

    ScopedFacts(MemorySpace space, InstantSource clock) {
        this.space = space;
        this.clock = clock;
    }

    @Override
    public List<Memory> values(String key) {
        try (Stream<Memory> facts = space.stream(ofKey(key).build())) {
            return facts.toList();
        }
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
        Instant now = clock.instant();
        List<MemoryOp> operations = new ArrayList<>();
        // Lists all values, not only the valid one. Otherwise the value before it would become valid again, because
        // that value has no end of its own.
        try (Stream<Memory> facts = space.stream(ofKey(key).whenever().build())) {
            facts.filter(fact -> fact.scope().equals(space.principal().scope()) && isOpen(fact, now))
                    .forEach(fact -> operations.add(MemoryOp.Adjust.validTo(fact.id(), now, Cause.HOST)));
        }
        if (operations.isEmpty()) {
            return false;
        }
        space.apply(operations);
        return true;
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
        return space.timeline(key);
    }

    @Override
    public List<String> keys() {
        MemoryFilter filter = MemoryFilter.builder().kind(Kind.FACT).build();
        try (Stream<Memory> facts = space.stream(filter)) {
            return facts.map(fact -> FactKey.of(fact.observation()))
                    .filter(Objects::nonNull)
                    .map(FactKey::text)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
