package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.query.date.TimeExpressions;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.source.Sources;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which candidates are of a time that the question names, as a signal from 0 to 1: their event lies in it, or else their text names such a time
 * ("yesterday", told the day after). It counts as far as a candidate is relevant to the rest of the question, so that the dinner of the named day comes
 * before all other dinners, and other things of that day do not. For one query, one thread.
 */
final class NamedTimes {
    /** A memory that covers this share of what the best one covers, or less, is not relevant. */
    private static final double IRRELEVANT = 0.25;

    /** A memory that covers this share of what the best one covers, or more, is fully relevant. */
    private static final double RELEVANT = 0.5;

    /** What a text counts that names the time, against 1 for an event that lies in it. */
    private static final double TOLD = 0.9;

    /** The texts of so many of the best candidates are read. */
    private static final int TEXTS = 50;

    /** So many characters of a text are read: it takes a tenth of a millisecond. */
    private static final int CHARACTERS = 1_000;

    /** From here the question is answered from the named time. */
    private static final double ANSWERS = 0.5;

    private final Visible visible;
    private final List<TimeMention> times;
    private final ZoneId zone;

    /**
     * Prepares a question.
     *
     * @param times the times that it names
     * @param zone where it was asked
     */
    NamedTimes(Visible visible, List<TimeMention> times, ZoneId zone) {
        this.visible = visible;
        this.times = times;
        this.zone = zone;
    }

    /**
     * How far each candidate is of the times, in [0, 1]. O(candidates + texts that are read).
     *
     * @param near how near each is to them, as of the signal {@code time}
     */
    double[] within(FirstPass first, double[] near) throws IOException {
        double[] within = Arrays.stream(near)
                .map(value -> value >= Sources.TIMELY ? value : 0)
                .toArray();
        for (int i : first.best(TEXTS)) {
            Instant told = Instant.ofEpochMilli(first.sketches()[i].moment());
            if (within[i] < TOLD && tells(visible.memory(first.candidates(), i).text(), told)) {
                within[i] = TOLD;
            }
        }
        return within;
    }

    /** Whether a text that was told at a moment tells of one of the times. */
    private boolean tells(String text, Instant told) {
        String read = text.length() > CHARACTERS ? text.substring(0, CHARACTERS) : text;
        return TimeExpressions.mayBeSaid(told)
                && TimeExpressions.find(read, told, zone).stream()
                        .anyMatch(time -> !time.open() && times.stream().anyMatch(named -> isOf(time, named)));
    }

    /** Whether a time begins in the named one, and says as exactly when: a night begins on its day. */
    private static boolean isOf(TimeMention time, TimeMention named) {
        return named.contains(time.from()) && length(time).compareTo(length(named)) <= 0;
    }

    private static Duration length(TimeMention time) {
        return Duration.between(time.from(), time.to());
    }

    /**
     * The signal.
     *
     * @param covered how much each speaks of the rest of the question, in two measures; if all are 0, it asks for anything
     */
    static double[] values(double[] within, double[] covered, double[] matched) {
        double most = Arrays.stream(covered).max().orElse(0);
        double mostMatched = Arrays.stream(matched).max().orElse(0);
        boolean anything = most == 0 && mostMatched == 0;
        return IntStream.range(0, within.length)
                .mapToDouble(i -> {
                    double share = Math.max(share(covered[i], most), share(matched[i], mostMatched));
                    return within[i] * (anything ? 1 : relevance(share));
                })
                .toArray();
    }

    private static double share(double value, double most) {
        return most > 0 ? value / most : 0;
    }

    private static double relevance(double share) {
        return Math.clamp((share - IRRELEVANT) / (RELEVANT - IRRELEVANT), 0, 1);
    }

    /** Whether some candidate answers from the named times, so that those of other times count less. */
    static boolean answer(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value >= ANSWERS);
    }
}
