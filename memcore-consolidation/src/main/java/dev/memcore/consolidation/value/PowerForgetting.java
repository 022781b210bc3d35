package dev.memcore.consolidation.value;

import dev.memcore.api.Memory;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.Ages;
import java.time.Instant;

/**
 * The forgetting curve of FSRS-5, the scheduler of spaced repetition (open-spaced-repetition, "The Algorithm", 2024),
 * with its default parameters: w2, w4, w5 and w8 to w10 of the nineteen. Recording counts as a first review graded
 * "good", and each use as a further one. The difficulty stays as after the first review (in FSRS it drifts by .5 % per
 * review).
 *
 * <p>Usage has only the number of uses and the time of the last one, so uses are assumed to be spread evenly between
 * the recording and the last one. At most {@value #MOST_USES} uses count: the closer two uses are, the less the second
 * one adds. The formula for several reviews on one day is omitted. O(uses).
 */
final class PowerForgetting {
    static final int MOST_USES = 100;

    private static final double DECAY = -0.5;
    private static final double FACTOR = 19.0 / 81.0;
    /** w2: the days after which recall is .9 probable, after a first "good". */
    private static final double FIRST_STABILITY = 3.173;
    /** w4 - e^(2 w5) + 1: the difficulty after a first "good". */
    private static final double DIFFICULTY = 7.1949 - Math.exp(2 * 0.5345) + 1;
    /** e^w8 (11 - D). */
    private static final double GAIN = Math.exp(1.54575) * (11 - DIFFICULTY);
    /** w9: the exponent by which a more stable memory gains less. */
    private static final double SATURATION = 0.1192;
    /** w10: the factor by which a memory with a lower probability of recall gains more. */
    private static final double SPACING = 1.01925;

    private PowerForgetting() {}

    /** The probability of recall, in (0, 1]. */
    static double retrievability(Memory memory, Usage usage, Instant now) {
        Instant touched = Ages.lastTouched(memory, usage);
        return retrievability(Ages.days(touched, now), stability(memory, usage, touched));
    }

    private static double stability(Memory memory, Usage usage, Instant lastUse) {
        int uses = Math.min(usage.uses(), MOST_USES);
        double between = Ages.days(memory.createdAt(), lastUse) / Math.max(1, uses);
        double stability = FIRST_STABILITY;
        for (int use = 0; use < uses; use++) {
            stability = afterUse(stability, retrievability(between, stability));
        }
        return stability;
    }

    static double retrievability(double days, double stability) {
        return Math.pow(1 + FACTOR * days / stability, DECAY);
    }

    static double afterUse(double stability, double retrievability) {
        return stability * (1 + GAIN * Math.pow(stability, -SATURATION) * Math.expm1(SPACING * (1 - retrievability)));
    }
}
