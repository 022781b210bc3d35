package dev.memcore.retrieval.source;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.visibility.Candidates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * Searches for each part of a question separately. "Where did Ann move, and who helped her?" may be answered by two
 * memories, neither of which is about the whole. The values of each source of a part are scaled to [0, 1] over the
 * candidates, and averaged over the sources. The value of a candidate is the maximum over the parts.
 */
final class ClauseSource implements SignalSource {
    /** The maximum number of candidates from each source of a part. */
    private static final int POOL = 50;

    private final List<List<SignalSource>> parts;

    /**
     * Creates the source of a question.
     *
     * @param parts the sources of each part
     */
    ClauseSource(List<List<SignalSource>> parts) {
        this.parts = parts;
    }

    @Override
    public String signal() {
        return Signals.CLAUSE;
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        List<ScoreDoc> best = new ArrayList<>();
        for (List<SignalSource> part : parts) {
            for (SignalSource source : part) {
                best.addAll(source.best(filter, Math.min(POOL, count)));
            }
        }
        return best;
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] best = candidates.row(0);
        for (List<SignalSource> part : parts) {
            double[] mean = candidates.row(0);
            for (SignalSource source : part) {
                add(source.values(candidates), 1.0 / part.size(), mean);
            }
            Arrays.setAll(best, i -> Math.max(best[i], mean[i]));
        }
        return best;
    }

    /**
     * Adds values scaled to [0, 1]. Missing values add nothing, and neither does a source with the same value for all
     * candidates.
     */
    private static void add(double[] values, double weight, double[] sum) {
        double least = Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(0);
        double most = Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(0);
        for (int i = 0; i < values.length && most > least; i++) {
            sum[i] += Double.isNaN(values[i]) ? 0 : weight * (values[i] - least) / (most - least);
        }
    }
}
