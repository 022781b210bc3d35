package dev.memcore.bench.eval;

import dev.memcore.bench.locomo.Turn;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Orders turns by score. */
final class Ranking {
    private Ranking() {}

    /** The ids of the turns that score above a floor, best first; equal scores keep the order of the turns. */
    static List<String> best(List<Turn> turns, double[] scores, int limit, double above) {
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > above)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .limit(limit)
                .map(i -> turns.get(i).id())
                .toList();
    }
}
