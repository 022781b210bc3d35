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
 * Computes which candidates belong to a time that the question names, as a signal from 0 to 1. Either the candidate's
 * event lies in the time, or its text names such a time ("yesterday", told the day after). The value is weighted by the
 * candidate's relevance to the rest of the question. So the dinner of the named day comes before all other dinners, and
 * other events of that day do not. For one query, one thread.
 */
final class NamedTimes {
    /** A memory that covers this share of what the best one covers, or less, is not relevant. */
    private static final double IRRELEVANT = 0.25;

    /** A memory that covers this share of what the best one covers, or more, is fully relevant. */
    private static final double RELEVANT = 0.5;

    /** The value of a text that names the time, where an event that lies in it has 1. */
    private static final double TOLD = 0.9;

    /** The number of best candidates whose texts are read. */
    private static final int TEXTS = 50;

    /** The maximum number of characters of a text that are read: that takes a tenth of a millisecond. */
    private static final int CHARACTERS = 1_000;

    /** The least value of a candidate that answers the question from the named time. */
    private static final double ANSWERS = 0.5;

    private final Visible visible;
    private final List<TimeMention> times;
    private final ZoneId zone;

    /**
     * Creates the signal of a question.
     *
     * @param times the times that the question names
     * @param zone the time zone in which it was asked
     */
    NamedTimes(Visible visible, List<TimeMention> times, ZoneId zone) {
        this.visible = visible;
        this.times = times;
        this.zone = zone;
    }

    /**
     * Returns how far each candidate belongs to the times, in [0, 1]. O(candidates + texts that are read).
     *
     * @param near the values of the signal {@code time}
     */
    double[] within(FirstPass first, double[] near) throws IOException {
        double[] within = Arrays.stream(near)
                .map(value -> value >= Sources.TIMELY ? value : 0)
                .toArray();
        for (int i : first.best(TEXTS)) {
            Instant told = Instant.ofEpochMilli(first.features()[i].moment());
            if (within[i] < TOLD && tells(visible.text(first.candidates(), i), told)) {
                within[i] = TOLD;
            }
        }
        return within;
    }

    /** Returns whether a text that was told at a moment names one of the times. */
    private boolean tells(String text, Instant told) {
        String read = text.length() > CHARACTERS ? text.substring(0, CHARACTERS) : text;
        return TimeExpressions.mayBeSaid(told)
                && TimeExpressions.find(read, told, zone).stream()
                        .anyMatch(time -> !time.open() && times.stream().anyMatch(named -> isOf(time, named)));
    }

    /**
     * Returns whether a time begins in the named one and is not longer: a night belongs to the day on which it begins.
     */
    private static boolean isOf(TimeMention time, TimeMention named) {
        return named.contains(time.from()) && length(time).compareTo(length(named)) <= 0;
    }

    private static Duration length(TimeMention time) {
        return Duration.between(time.from(), time.to());
    }

    /**
     * Returns the values of the signal.
     *
     * @param within the result of {@link #within}
     * @param covered how much of the rest of the question each candidate covers, by late interaction
     * @param matched how well it matches the rest of the question, by words. If all values of both are 0, the question
     *     asks for anything of the time
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

    /**
     * Returns whether some candidate answers the question from the named times. If so, candidates of other times count
     * less.
     */
    static boolean answer(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value >= ANSWERS);
    }
}
