package dev.memcore.bench.eval.run;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Setup;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.SwitchedFuser;
import dev.memcore.retrieval.rerank.LinearReranker;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.Reranker;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set in a store of its own, which is gone afterwards: remembered once, however often its questions are asked. The views
 * that the preset's fuser uses are indexed, whatever ranks.
 *
 * <p>For one thread, and one use.
 */
public final class Sitting {
    private final Evaluation evaluation;
    private final Setup setup;
    private final SwitchedFuser fuser;

    public Sitting(Evaluation evaluation, Setup setup) {
        this.evaluation = evaluation;
        this.setup = setup;
        this.fuser = new SwitchedFuser(setup.preset().fuser());
    }

    /**
     * Asks every question in each way, one way after another. A reranker that learns does so after each answer.
     *
     * @param end done when all is asked; the store is still open, and ranks as the preset does
     * @return how long remembering took in all, until everything was indexed, in nanoseconds
     */
    public long ask(List<Way> ways, Consumer<MemoryManager> end) {
        Reranker reranker = setup.look().reranker(setup.embedder());
        Evaluation.Lesson lesson = reranker instanceof LinearReranker linear ? linear::learn : (hits, evidence) -> {};
        return hold(
                reranker,
                (space, group, asked) -> {
                    for (Way way : ways) {
                        fuser.to(way.fuser().apply(asked));
                        way.answers().add(evaluation.ask(space, group, asked, lesson));
                    }
                },
                store -> {
                    fuser.to(setup.preset().fuser());
                    end.accept(store);
                });
    }

    /** Instead of that, does something with each question when what comes before it is there, while another fuser ranks. */
    public void forEach(Fuser other, Evaluation.Each each) {
        fuser.to(other);
        hold(null, each, store -> {});
    }

    private long hold(@Nullable Reranker reranker, Evaluation.Each each, Consumer<MemoryManager> end) {
        long remembering = 0;
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path(), setup, fuser, reranker)) {
            for (int round = 0; round < evaluation.rounds(); round++) {
                long before = System.nanoTime();
                evaluation.remember(store, round);
                remembering += System.nanoTime() - before;
                evaluation.forEach(store, round, each);
            }
            end.accept(store);
        }
        return remembering;
    }
}
