package dev.memcore.bench.soak.model;

import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.bench.crash.SealedText;
import dev.memcore.bench.harness.UniqueWord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The contents that steps write: the same step writes the same contents on any store. */
final class Contents {
    /** The attribute with the number of a memory, by which it is found again after a kill. */
    static final String NUMBER = "n";

    /** The label of memories that only a cleared reader sees. */
    static final String SECRET = "secret";

    private static final List<String> COMMON = List.of(
            "The red bicycle stands in the cellar beside the old cupboard.",
            "Nora feeds the neighbour's cat every Sunday before breakfast.",
            "The boiler was repaired by the plumber from Arnfeld.");

    private static final List<String> REPLIES =
            List.of("Yes please, do that now.", "Okay.", "No, thanks.", "Please send it to my brother instead.");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int DAY_BITS = 20;

    private final Plot plot;

    Contents(Plot plot) {
        this.plot = plot;
    }

    /** The unique word of a number. */
    String word(int number) {
        return UniqueWord.of(plot.word(number));
    }

    /** A text with the unique word of a number. */
    String text(int number, long salt) {
        return SealedText.compose(word(number), new SplittableRandom(salt));
    }

    /** The session of a number. */
    static String session(int number) {
        return "session-" + number;
    }

    /** The key of a number, as hosts name facts. */
    static String key(int number) {
        return "soak key " + number;
    }

    /** Returns the observations that a step adds, in the order of their numbers. */
    List<Observation.Builder> additions(Step step) {
        return switch (step.kind()) {
            case REMEMBER, DERIVE -> List.of(note(step.target(), step.salt()));
            case REMEMBER_ONCE, REMEMBER_AGAIN ->
                List.of(note(step.target(), step.salt()).idempotencyKey("once-" + step.target()));
            case BATCH -> numbered(step).mapToObj(n -> note(n, step.salt() + n)).toList();
            case DUPLICATE -> List.of(once(step.target(), Observation.builder(pick(COMMON, step.salt()))));
            case TURN -> List.of(turn(step.target(), step.salt()));
            case REPLY ->
                List.of(once(
                        step.target(),
                        Observation.builder(pick(REPLIES, step.salt())).role(Role.USER)));
            case TURNS -> numbered(step).mapToObj(n -> turn(n, step.salt() + n)).toList();
            case CALL -> List.of(call(step));
            case RESULT -> List.of(result(step));
            case FACT -> List.of(once(step.target(), fact(step)));
            case TIMED_FACT -> List.of(once(step.target(), timed(step)));
            default -> List.of();
        };
    }

    private static IntStream numbered(Step step) {
        return IntStream.range(step.target(), step.target() + step.other());
    }

    private Observation.Builder note(int number, long salt) {
        Observation.Builder note = Observation.builder(text(number, salt)).attribute(NUMBER, number);
        if (salt % 10 == 0) {
            note.label(SECRET);
        }
        return salt % 4 == 0 ? note.tier(Tier.MID) : note;
    }

    private static Observation.Builder once(int number, Observation.Builder builder) {
        return builder.idempotencyKey("once-" + number);
    }

    private Observation.Builder turn(int number, long salt) {
        Role role = salt % 2 == 0 ? Role.USER : Role.ASSISTANT;
        return once(number, Observation.builder(text(number, salt)).role(role));
    }

    /** A message with one to three tool calls, whose ids are the same in each exchange, as with some providers. */
    private Observation.Builder call(Step step) {
        Observation.Builder call = once(
                step.target(),
                Observation.builder(text(step.target(), step.salt())).role(Role.ASSISTANT));
        for (int i = 0; i <= Math.floorMod(step.salt(), 3); i++) {
            call.toolCallId(callId(i));
        }
        return call;
    }

    private Observation.Builder result(Step step) {
        return once(
                        step.target(),
                        Observation.builder(text(step.target(), step.salt())).role(Role.TOOL))
                .toolCallId(callId(Math.floorMod(step.salt(), 3)));
    }

    private static String callId(int number) {
        return "call_" + number;
    }

    private Observation.Builder fact(Step step) {
        return Observation.fact(key(step.other()), text(step.target(), step.salt()))
                .attribute(NUMBER, step.target());
    }

    /**
     * A fact whose validity begins at an hour between five years ago and one year ahead; one in three ends within a
     * year. No two facts of a scope begin at the same moment.
     */
    private Observation.Builder timed(Step step) {
        SplittableRandom random = new SplittableRandom(step.salt());
        Instant from = hour(step.salt(), random).plusSeconds(step.target());
        Observation.Builder fact = fact(step).validFrom(from);
        return random.nextInt(3) == 0 ? fact.validTo(from.plus(Duration.ofDays(random.nextInt(1, 365)))) : fact;
    }

    /**
     * Returns a salt that contains the day on which it was drawn, so that moments near that day can be derived from it.
     */
    static long datedSalt(long random, Instant now) {
        return (random << DAY_BITS) | (now.getEpochSecond() / DAY.toSeconds());
    }

    /** An hour between five years before the day of a salt and a year after it. */
    static Instant moment(long datedSalt) {
        return hour(datedSalt, new SplittableRandom(datedSalt));
    }

    private static Instant hour(long datedSalt, SplittableRandom random) {
        Instant day = Instant.EPOCH.plus(DAY.multipliedBy(datedSalt & ((1 << DAY_BITS) - 1)));
        return day.minus(YEAR.multipliedBy(5)).plus(Duration.ofHours(random.nextInt(6 * 365 * 24)));
    }

    private static String pick(List<String> texts, long salt) {
        return texts.get(Math.floorMod(salt, texts.size()));
    }
}
