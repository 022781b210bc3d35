package dev.memcore.bench.eval.fit;

import static java.util.Objects.requireNonNull;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fuser that ranks like another one, and keeps the last table of a recall: the values of all signals for all
 * candidates.
 *
 * <p>A table does not contain the ids of candidates, and a recall returns only the first few. So the question is asked
 * again. All steps except the last rank as before, so that the last table is the same. The last step ranks the
 * candidates in a known order without ties, which identifies the hits. Repeated calls rotate this order, so that every
 * candidate is returned once.
 *
 * <p>The later steps of a recall (neighbours, conversations, chains) depend on the ranking of the first. So a table is
 * exact only for the weights with which it was recorded. For one thread.
 */
final class SignalRecorder implements Fuser {
    private final Fuser shipped;

    /** The number of steps of the present recall. */
    private int steps;

    /** The number of steps of the recorded recall; 0 while it is recorded. */
    private int allSteps;

    private @Nullable SignalTable table;
    private List<Integer> order = List.of();

    SignalRecorder(Fuser shipped) {
        this.shipped = shipped;
    }

    /** Records the next recall, which ranks with the default weights. */
    void begin() {
        steps = 0;
        allSteps = 0;
    }

    /** Returns the table of the last recorded recall. */
    SignalTable table() {
        return requireNonNull(table, "nothing was recalled");
    }

    /**
     * Prepares the next recall, which repeats the question and ranks in a known order in its last step.
     *
     * @return the candidates in this order: the recorded order, rotated so that those from the given position come
     *     first
     */
    List<Integer> turn(int from) {
        allSteps = allSteps == 0 ? steps : allSteps;
        steps = 0;
        List<Integer> ranked =
                shipped.fuse(table()).stream().map(Fused::candidate).toList();
        int size = ranked.size();
        order = IntStream.range(0, size)
                .mapToObj(i -> ranked.get((from + i) % size))
                .toList();
        return order;
    }

    @Override
    public boolean uses(String signal) {
        return shipped.uses(signal);
    }

    @Override
    public List<Fused> fuse(SignalTable given) {
        steps++;
        if (allSteps == 0) {
            table = given;
        }
        return steps == allSteps ? known(given) : shipped.fuse(given);
    }

    private List<Fused> known(SignalTable given) {
        int size = order.size();
        if (given.candidates() != size) {
            throw new IllegalStateException(
                    "the same question had " + size + " candidates, and now has " + given.candidates());
        }
        List<Double> shares = IntStream.range(0, given.signals().size())
                .mapToObj(signal -> 0.0)
                .toList();
        return IntStream.range(0, size)
                .mapToObj(i -> new Fused(order.get(i), 1 - i / (double) size, shares))
                .toList();
    }
}
