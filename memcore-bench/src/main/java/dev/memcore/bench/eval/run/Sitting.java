package dev.memcore.bench.eval.run;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Setup;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.SwitchedFuser;
import dev.memcore.papers.rerank.LinearReranker;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.Reranker;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a set in a new store, which is deleted afterwards. The set is stored once, even if its questions
 * are asked several times. The views of the preset's fuser are indexed, whichever fuser ranks.
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
     * Asks every question with each ranking method, one after another. A learning reranker learns after each answer.
     *
     * @param end called when all questions were asked; the store is still open, and ranks with the preset's fuser
     * @return the total time until everything was stored and indexed, in nanoseconds
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

    /**
     * An alternative to {@link #ask}: performs an action for each question when the documents before it are stored,
     * while another fuser ranks.
     */
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
