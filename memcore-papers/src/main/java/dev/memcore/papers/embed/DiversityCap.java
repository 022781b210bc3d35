package dev.memcore.papers.embed;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.spi.Reranker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many memories of one source are among the best: the further ones follow after all others, in their order.
 * So they are returned only if there are not enough others among the candidates of the reranker. Thread-safe if the
 * function is.
 */
public final class DiversityCap implements Reranker {
    private final int most;
    private final Function<Memory, @Nullable Object> source;

    private DiversityCap(int most, Function<Memory, @Nullable Object> source) {
        this.most = Arguments.positive(most, "most");
        this.source = Arguments.present(source, "source");
    }

    /** Returns a cap on the memories of one session; memories without a session are not limited. */
    public static DiversityCap bySession(int most) {
        return new DiversityCap(most, Memory::session);
    }

    /**
     * Returns a cap on the memories of one source.
     *
     * @param most the maximum number, 1 or more
     * @param source returns the source of a memory, such as the value of an attribute; null: it is not limited
     */
    public static DiversityCap by(int most, Function<Memory, @Nullable Object> source) {
        return new DiversityCap(most, source);
    }

    /** Returns values that fall with the rank, lower for all memories above the cap. */
    @Override
    public double[] rerank(String question, List<Recalled> candidates) {
        Map<Object, Integer> counts = new HashMap<>();
        double[] values = new double[candidates.size()];
        for (int i = 0; i < values.length; i++) {
            Memory memory = candidates.get(i).memory();
            MemoryId id = memory.id();
            Object own = source.apply(memory);
            boolean isAbove = counts.merge(own == null ? id : own, 1, Integer::sum) > most;
            values[i] = (isAbove ? 0 : values.length) - i;
        }
        return values;
    }
}
