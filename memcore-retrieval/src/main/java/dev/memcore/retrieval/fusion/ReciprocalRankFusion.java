package dev.memcore.retrieval.fusion;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): a candidate's score is the sum of 1 / (k + rank) over
 * the signals, here divided by the best sum there could be. Looks at ranks only, so it needs no weights and no scales.
 */
public final class ReciprocalRankFusion implements Fuser {
    /** The constant of the paper. */
    private static final int K = 60;

    /** Relevance only: what takes two values has no ranks to speak of. */
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
