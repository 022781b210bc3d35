package dev.memcore.bench.eval.fit;

import static java.util.Objects.requireNonNull;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks as another fuser does, and keeps the last table of a recall: what every signal said of every candidate.
 *
 * <p>A table does not say which memory a candidate is, and a recall returns only the first few. So the question is asked
 * again: all steps but the last rank as before, so that the last table is the same; there the candidates are put into an order
 * that is known, without ties, and the hits stand in it. Turned round often enough, it has every candidate first once.
 *
 * <p>What the later steps of a recall say (neighbours, conversations, chains) depends on how the first was ranked; so a table
 * holds for the weights under which it was recorded, and only about for others. For one thread.
 */
final class SignalRecorder implements Fuser {
    private final Fuser shipped;

    /** Of the recall that goes on. */
    private int steps;

    /** Of the recorded one; 0: it goes on. */
    private int allSteps;

    private @Nullable SignalTable table;
    private List<Integer> order = List.of();

    SignalRecorder(Fuser shipped) {
        this.shipped = shipped;
    }

    /** The next recall ranks as shipped. */
    void begin() {
        steps = 0;
        allSteps = 0;
    }

    /** The recorded table, of the last recall. */
    SignalTable table() {
        return requireNonNull(table, "nothing was recalled");
    }

    /**
     * The next recall puts the same question, and its last step ranks in a known order.
     *
     * @return the candidates in this order: as shipped, but those from this place on first
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
