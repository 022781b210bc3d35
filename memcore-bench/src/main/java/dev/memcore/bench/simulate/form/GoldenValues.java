package dev.memcore.bench.simulate.form;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.report.Usage;
import dev.memcore.bench.simulate.trace.Trace;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.consolidation.value.Values;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Compares memcore's value functions with values of the papers' formulas that were calculated independently. */
final class GoldenValues {
    private static final double EXACT = 1e-9;
    private static final Instant NOW = Trace.BEGIN.plus(Duration.ofDays(1_000));

    private GoldenValues() {}

    /** MemoryOS (Kang et al., 2025): three segments with the released code's constants, and the paper's recency alone. */
    static List<Check> memoryOsHeat() {
        Heat recencyAlone = new Heat(0, 0, 1, Heat.PAPER.fading());
        return List.of(
                check("MemoryOS heat: 2 visits, 3 pages, 24 h", 5.367879441171443, Heat.RELEASED, 2, 3, 24),
                check("MemoryOS heat: 3 visits, 1 page, 0 h", 5.0, Heat.RELEASED, 3, 1, 0),
                check("MemoryOS heat: 2 visits, 2 pages, 24 h", 4.367879441171443, Heat.RELEASED, 2, 2, 24),
                check("MemoryOS recency: 24 h", 0.9913972175363654, recencyAlone, 0, 1, 24));
    }

    /** MemoryBank (Zhong et al., 2023): e^(-t / S) in days, with S one more than the uses. */
    static List<Check> forgettingCurve() {
        ValueFunction curve = Values.forgettingCurve();
        return List.of(
                check("forgetting curve: unused, 1 day", 0.36787944117144233, curve, 0, 1, 24),
                check("forgetting curve: 1 use, 1 day", 0.6065306597126334, curve, 1, 1, 24),
                check("forgetting curve: 4 uses, 5 days", 0.36787944117144233, curve, 4, 1, 120),
                check("forgetting curve: unused, 10 days", 4.5399929762484854e-5, curve, 0, 1, 240));
    }

    /** Half-lives; that of Generative Agents (Park et al., 2023) is a factor of .995 for each hour. */
    static List<Check> recency() {
        ValueFunction month = Values.recencyOfUse(Duration.ofDays(30));
        Duration park = Duration.ofMillis(Math.round(Duration.ofHours(1).toMillis() * Math.log(0.5) / Math.log(0.995)));
        return List.of(
                check("recency: one half-life", 0.5, month, 1, 1, 720),
                check("recency: three half-lives", 0.125, month, 1, 1, 2_160),
                check("recency: .995 an hour, 100 hours", 0.6057704364907278, Values.recencyOfUse(park), 1, 1, 100));
    }

    /** Laplace's rule of succession. */
    static List<Check> successRate() {
        Usage mixed = new Usage(5, 3, 1, NOW);
        double measured = Values.successRate().value(memory(1, NOW), mixed, NOW);
        return List.of(new Check("success rate: 3 of 4", 2.0 / 3, measured, EXACT));
    }

    private static Check check(
            String name, double expected, ValueFunction function, int uses, int parts, int hoursIdle) {
        Instant idleSince = NOW.minus(Duration.ofHours(hoursIdle));
        Usage usage = uses == 0 ? Usage.NONE : new Usage(uses, 0, 0, idleSince);
        double measured = function.value(memory(parts, idleSince), usage, NOW);
        return new Check(name, expected, measured, EXACT);
    }

    private static Memory memory(int parts, Instant recordedAt) {
        Observation.Builder seen = Observation.builder("x");
        if (parts > 1) {
            LongStream.rangeClosed(1, parts).mapToObj(i -> new MemoryId(0, i)).forEach(seen::derivedFrom);
        }
        MemoryId id = new MemoryId(1, 1);
        return Memory.builder(id, Scope.of("golden"), seen.build())
                .sequence(1)
                .recordedAt(recordedAt)
                .cause(Cause.of("remember"))
                .build();
    }
}
