package dev.memcore.retrieval.ranking;

import static java.util.Comparator.comparingDouble;

import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.LateInteraction;
import dev.memcore.retrieval.text.WordCodes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the signal of questions about the order of events in time, from 0 to 1. It favours the first or the last of
 * the relevant candidates, or those right before or after an event. O(n log n). For one query, one thread.
 */
final class Ordering {
    /** A candidate that covers this share of what the best one covers, or more, is relevant. */
    private static final double TO_THE_POINT = 0.75;

    /**
     * A candidate that covers less than this share of an event's words does not tell of it: one word of three may be
     * missing.
     */
    private static final double TELLS = 0.65;

    /**
     * A candidate that covers this share of what the best one covers of an event's words, or more, tells of it as well.
     */
    private static final double AS_GOOD = 0.95;

    /** The value of being in the same conversation as the event, where sharing a name with it has 1. */
    private static final double TOLD_TOGETHER = 0.5;

    private final CandidateFeatures[] features;
    private final int[] inTime;

    Ordering(CandidateFeatures[] features, Recency recency) {
        this.features = features;
        this.inTime = recency.order();
    }

    /**
     * Returns the words of the event by which a question orders what it asks for. Returns null if there is no event, or
     * if words cannot be compared.
     */
    static @Nullable LateInteraction event(Question.Order order, @Nullable WordCodes codes) {
        return codes == null || order.event().isEmpty()
                ? null
                : new LateInteraction(codes, order.event(), word -> 1, LateInteraction.RareTest.NONE);
    }

    /**
     * Returns the signal, or empty if the question asks for no order or the event is not found.
     *
     * @param covered how much of the question each candidate covers, in [0, 1]; NaN: not known, treated as irrelevant
     * @param event the words of the event, or null
     * @param worth how likely each candidate is the one that the question means, if it tells of the event
     */
    Optional<double[]> values(Question.Order order, double[] covered, @Nullable LateInteraction event, double[] worth) {
        return switch (order.kind()) {
            // Counted events are found better by the words of their number ("my second trip") than by counting
            // memories.
            case NONE, NTH, SEQUENCE -> Optional.empty();
            case FIRST, LAST -> Optional.of(end(order, covered));
            case BEFORE, AFTER -> event == null ? Optional.empty() : beside(order, event, worth);
        };
    }

    /**
     * Returns 1 for the first or the last relevant memory and for the relevant ones of its conversation, and 0 for all
     * others. If all relevant ones are of one conversation, only the first or last one has 1.
     */
    private double[] end(Question.Order order, double[] covered) {
        double best = Arrays.stream(covered).filter(c -> !Double.isNaN(c)).max().orElse(0);
        IntPredicate toThePoint = i -> covered[i] > 0 && covered[i] >= TO_THE_POINT * best;
        int[] found = Arrays.stream(inTime).filter(toThePoint).toArray();
        double[] row = new double[features.length];
        if (found.length > 0) {
            int end = order.kind() == Question.Order.Kind.FIRST ? found[0] : found[found.length - 1];
            boolean together = Arrays.stream(found).allMatch(i -> told(i, end));
            for (int i : found) {
                row[i] = i == end || (!together && told(i, end)) ? 1 : 0;
            }
        }
        return row;
    }

    /** Returns whether two candidates are of one conversation. */
    private boolean told(int one, int other) {
        return features[one].conversation() != 0 && features[one].conversation() == features[other].conversation();
    }

    /**
     * Returns 1 for the memory that tells of the event. On the requested side of it, the value decreases with the
     * number of related memories in between. All others have 0. Returns empty if no candidate tells of the event.
     */
    private Optional<double[]> beside(Question.Order order, LateInteraction event, double[] worth) {
        double[] tells = Arrays.stream(features)
                .mapToDouble(features -> LateInteraction.sum(event.nearest(features.words())))
                .toArray();
        double most = Arrays.stream(tells).max().orElse(0);
        return most < TELLS
                ? Optional.empty()
                : IntStream.range(0, tells.length)
                        .filter(i -> tells[i] >= AS_GOOD * most)
                        .boxed()
                        .max(comparingDouble((Integer i) -> worth[i]).thenComparing(i -> features[i].id()))
                        .map(told -> beside(order, told));
    }

    private double[] beside(Question.Order order, int event) {
        double[] row = new double[features.length];
        row[event] = 1;
        fill(order, event, i -> told(i, event), TOLD_TOGETHER, row);
        fill(order, event, i -> !Collections.disjoint(features[i].entities(), features[event].entities()), 1, row);
        return row;
    }

    /** Sets the values of the memories tied to the event, going back or forth in time from it. */
    private void fill(Question.Order order, int event, IntPredicate tied, double nearest, double[] row) {
        int step = order.kind() == Question.Order.Kind.BEFORE ? -1 : 1;
        int away = 1;
        int at = 0;
        while (inTime[at] != event) {
            at++;
        }
        for (at += step; at >= 0 && at < inTime.length; at += step) {
            int i = inTime[at];
            if (tied.test(i)) {
                row[i] = Math.max(row[i], nearest / away);
                away++;
            }
        }
    }
}
