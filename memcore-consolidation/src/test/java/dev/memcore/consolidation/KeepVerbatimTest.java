package dev.memcore.consolidation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Kind;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeepVerbatimTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void addsTheObservationAsItIsAndNothingElse() {
        Scope scope = Scope.of("acme", "bob");
        Observation seen = Observation.builder("Bob is vegetarian")
                .kind(Kind.FACT)
                .importance(0.9)
                .label("health")
                .idempotencyKey("k1")
                .build();
        CountingIds ids = new CountingIds();

        List<MemoryOp> proposed = new KeepVerbatim().propose(scope, seen, ids, NOW);

        assertEquals(List.of(new MemoryOp.Add(new MemoryId(0, 1), scope, seen, Cause.of("remember"))), proposed);
        assertEquals(List.of(NOW), ids.askedAt, "one id, made for the given moment");
    }

    private static final class CountingIds implements IdSource {
        private final List<Instant> askedAt = new ArrayList<>();

        @Override
        public MemoryId next(Instant now) {
            askedAt.add(now);
            return new MemoryId(0, askedAt.size());
        }

        @Override
        public void startAfter(MemoryId greatest) {
            throw new AssertionError("a stage does not open stores");
        }
    }
}
