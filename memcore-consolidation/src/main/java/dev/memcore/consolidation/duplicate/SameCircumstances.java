package dev.memcore.consolidation.duplicate;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.consolidation.arithmetic.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks whether two memories with the same statement agree in kind, speaker, attributes, labels and times. */
final class SameCircumstances {
    /** Words whose meaning depends on the day on which they are said. */
    private static final Set<String> DAY_WORDS =
            Set.of(("today tonight yesterday tomorrow ago last next morning afternoon evening "
                            + "night weekend monday tuesday wednesday thursday friday saturday sunday")
                    .split(" "));

    private static final Duration ONE_DAY = Duration.ofDays(1);

    private SameCircumstances() {}

    /** Returns a hash that is equal for all memories that may be merged. */
    static long group(Memory memory) {
        Observation seen = memory.observation();
        String speaker = seen.role() + "\n" + seen.speaker();
        String shown = seen.kind() + "\n" + seen.labels() + "\n" + seen.attributes();
        return Hashes.of(speaker + "\n" + shown + "\n" + seen.validFrom() + "\n" + seen.validTo());
    }

    /** Whether the kept memory can replace the duplicate without loss of information. */
    static boolean allow(Memory duplicate, Memory keeper, CanonicalText text) {
        Observation a = duplicate.observation();
        Observation b = keeper.observation();
        return a.kind().equals(b.kind())
                && a.labels().equals(b.labels())
                && a.attributes().equals(b.attributes())
                && a.role() == b.role()
                && Objects.equals(a.speaker(), b.speaker())
                && Objects.equals(a.validFrom(), b.validFrom())
                && Objects.equals(a.validTo(), b.validTo())
                && lasts(b.expiresAt(), a.expiresAt())
                && mayBeAtOneTime(a.eventTime(), b.eventTime())
                && (text.words().stream().noneMatch(DAY_WORDS::contains) || onOneDay(duplicate, keeper));
    }

    private static boolean lasts(@Nullable Instant keeper, @Nullable Instant duplicate) {
        return keeper == null || (duplicate != null && !keeper.isBefore(duplicate));
    }

    private static boolean mayBeAtOneTime(@Nullable EventTime a, @Nullable EventTime b) {
        return a == null
                || b == null
                || (a.start().isBefore(b.end()) && b.start().isBefore(a.end()));
    }

    private static boolean onOneDay(Memory a, Memory b) {
        return Duration.between(a.when().start(), b.when().start()).abs().compareTo(ONE_DAY) < 0;
    }
}
