package dev.memcore.retrieval.fusion;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): a candidate's score is the sum of 1 / (k + rank)
 * over the signals, divided by the greatest possible sum. It uses only ranks, so it needs no weights and no scales.
 */
public final class ReciprocalRankFusion implements Fuser {
    /** The constant k of the paper. */
    private static final int K = 60;

    /** Uses only signals of relevance. Signals with two values have no useful ranks. */
    @Override
    public boolean uses(String signal) {
        return Signals.relevance(signal);
    }

    @Override
    public List<Fused> fuse(SignalTable table) {
        int signals = table.signals().size();
        double[][] shares = new double[table.candidates()][signals];
        int speaking = 0;
        for (int signal = 0; signal < signals; signal++) {
            if (uses(table.signals().get(signal)) && Signals.spreads(table, signal)) {
                speaking++;
                int[] ranks = Signals.ranks(table, signal);
                for (int candidate = 0; candidate < ranks.length; candidate++) {
                    shares[candidate][signal] = ranks[candidate] == 0 ? 0 : 1.0 / (K + ranks[candidate]);
                }
            }
        }
        return Signals.ranked(shares, speaking == 0 ? 1 : (K + 1.0) / speaking);
    }
}
