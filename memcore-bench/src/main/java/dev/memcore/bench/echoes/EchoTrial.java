package dev.memcore.bench.echoes;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Limits;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.KeepVerbatim;
import dev.memcore.consolidation.echo.EchoGuard;
import dev.memcore.consolidation.echo.ShownTexts;
import dev.memcore.spi.IdSource;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the guard makes of one case.
 *
 * @param marked whether the answer was marked as an echo, in whole or in part
 * @param kept what recall can find of the answer
 */
record EchoTrial(EchoCase of, boolean marked, String kept) {
    private static final Scope SCOPE = Scope.of("bench", "user");
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

    static EchoTrial of(EchoCase one) {
        ShownTexts shown = new ShownTexts();
        shown.add(SCOPE, "s", one.shown());
        List<MemoryOp> operations = new EchoGuard(new KeepVerbatim(), shown, Limits.ofDefaults())
                .propose(
                        SCOPE,
                        Observation.builder(one.answer())
                                .session("s")
                                .role(Role.ASSISTANT)
                                .build(),
                        new Counted(),
                        NOW);
        List<Observation> added = operations.stream()
                .map(operation -> ((MemoryOp.Add) operation).observation())
                .toList();
        return new EchoTrial(
                one,
                added.getFirst().isEcho(),
                added.stream()
                        .filter(observation -> !observation.isEcho())
                        .map(Observation::text)
                        .collect(Collectors.joining("\n")));
    }

    /** Returns whether nothing of a pure echo can be recalled, or all that is new and nothing of the echo. */
    boolean right() {
        return switch (of.label()) {
            case ECHO, SHADE -> kept.isEmpty();
            case NEW -> keepsNew();
            case BOTH -> keepsNew() && marked;
        };
    }

    /** Returns whether all that is new can be recalled. */
    boolean keepsNew() {
        return letters(kept).contains(letters(of.fresh()));
    }

    /** Counts ids upwards. */
    private static final class Counted implements IdSource {
        private long last;

        @Override
        public MemoryId next(Instant now) {
            return new MemoryId(0, ++last);
        }

        @Override
        public void startAfter(MemoryId greatest) {
            last = greatest.leastSignificant();
        }
    }

    private static String letters(String text) {
        return text.replaceAll("\\s+", "");
    }
}
