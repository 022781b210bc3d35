package dev.memcore.papers.fusion;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;

/**
 * The ranking of HippoRAG 2 (Gutiérrez et al., "From RAG to Memory", ICML 2025): by the probability of the random walk,
 * {@link Signals#GRAPH}, alone. If no fact was selected, there is no walk, and the ranking is that of the vectors, {@code
 * dense.content}. The score is the signal that ranks, scaled over the candidates to [0, 1]. A candidate without a vector
 * has the score 0.
 */
public final class PageRankRanking implements Fuser {
    private static final String DENSE = Signals.dense(ContextViews.CONTENT);

    @Override
    public boolean uses(String signal) {
        return signal.equals(DENSE) || signal.equals(Signals.GRAPH);
    }

    @Override
    public List<Fused> fuse(SignalTable table) {
        double[][] shares = new double[table.candidates()][table.signals().size()];
        int graph = table.signals().indexOf(Signals.GRAPH);
        int signal = graph >= 0 && Signals.spreads(table, graph)
                ? graph
                : table.signals().indexOf(DENSE);
        double least = signal < 0 ? 0 : Signals.least(table, signal);
        double range = signal < 0 ? 0 : Signals.greatest(table, signal) - least;
        for (int candidate = 0; signal >= 0 && candidate < shares.length; candidate++) {
            double value = table.value(signal, candidate);
            if (!Double.isNaN(value)) {
                shares[candidate][signal] = range == 0 ? 1 : (value - least) / range;
            }
        }
        return Signals.ranked(shares, 1);
    }
}
