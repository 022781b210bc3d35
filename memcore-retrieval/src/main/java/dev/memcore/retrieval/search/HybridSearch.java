package dev.memcore.retrieval.search;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.Stage;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.ranking.FirstPass;
import dev.memcore.retrieval.ranking.Scoring;
import dev.memcore.retrieval.rerank.Reranking;
import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.source.SignalSource;
import dev.memcore.retrieval.source.Sources;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visibility;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Answers one query over one snapshot, of the present or of a moment of the past: candidates from every source, every signal of every candidate filled in exactly,
 * one ranking.
 *
 * <ol>
 *   <li><b>visible</b>: the documents and waiting versions that the reader may see; their statistics.
 *   <li><b>events</b>: when the events were on which the query hangs a time, if it does.
 *   <li><b>sources</b>: the best {@value #POOL} by BM25 over each lexical view, by nearest neighbours over the searched
 *       dense view; all that waits in the tail.
 *   <li><b>signals</b>: for each candidate what its source did not say.
 *   <li><b>fusion</b>: the {@link Fuser}; equal scores: newest first.
 *   <li><b>fetch</b>: the memories themselves.
 *   <li><b>rerank</b>: the best of them in another order, if a {@link Reranking} is configured.
 *   <li><b>conflicts</b>: what contradicts the best, beside them.
 * </ol>
 *
 * A past version is searched by the views that it had when it was replaced: with the turns that were beside it then, less
 * what has been erased since. Its terms' statistics are those of all versions that the reader may see.
 *
 * <p>Sources run one after another on the caller's thread: at a millisecond each, handing them to threads costs more than it
 * gives.
 */
public final class HybridSearch {
    /** How many candidates each source gives, at least. */
    private static final int POOL = 200;

    private final Projector projector;
    private final Fuser fuser;
    private final @Nullable Reranking reranking;
    private final int rounds;
    private final Visibility visibility;
    private final Sources sources;

    /**
     * A search.
     *
     * @param reranking looks again at the best, or null: the fuser has the last word
     * @param rounds how often at most it looks further from the best that it has found
     */
    public HybridSearch(
            Projector projector, Fuser fuser, @Nullable Reranking reranking, int rounds, Visibility visibility) {
        this.projector = projector;
        this.fuser = fuser;
        this.reranking = reranking;
        this.rounds = rounds;
        this.visibility = visibility;
        this.sources = new Sources(projector, fuser);
    }

    public RecallResult search(Snapshot snapshot, Principal reader, MemoryQuery query, ReadTime time)
            throws IOException {
        StageClock stages = new StageClock();
        AnalyzedQuery asked = AnalyzedQuery.of(query, time, projector.analysis());
        AnalyzedQuery.Validity validity = asked.validity(query.filter());
        ReaderView view = visibility.view(snapshot, reader, time, query.filter(), validity.facts(), validity.others());
        Visible visible = view.visible();
        Query filter = view.inForce();
        stages.done("visible", (int) Math.min(Integer.MAX_VALUE, visible.size()));

        List<TimeMention> times = times(asked, view, stages);
        List<SignalSource> asking = sources.of(view, asked, times);
        int pool = Math.max(POOL, 2 * query.limit());
        Candidates candidates = new Candidates(sources.candidates(asking, view, asked, pool), view.waiting());
        stages.done("sources", candidates.size());
        Scoring scoring = new Scoring(visible, asking, fuser, asked, times, projector, time.at());
        FirstPass first = scoring.first(candidates);
        stages.done("signals", candidates.size());
        Candidates linked = candidates.with(scoring.linked(first, filter));
        if (linked.size() > candidates.size()) {
            candidates = linked;
            first = scoring.with(first, candidates);
        }
        stages.done("links", candidates.size());
        SignalTable table = scoring.second(first);
        stages.done("context", candidates.size());
        if (rounds > 1) {
            IterativeRetrieval more = new IterativeRetrieval(scoring, fuser, filter, first, table);
            more.upTo(rounds);
            first = more.first();
            candidates = first.candidates();
            table = more.table();
            stages.done("rounds", more.made());
        }

        List<Fused> ranking = ranked(table, first.sketches());
        int wanted = reranking == null ? query.limit() : Math.max(query.limit(), reranking.depth());
        double known = asked.known(Sources.lexicalViews(projector, visible), visible, Sources.timed(table));
        double confidence = Confidence.of(table, known, projector.bundled(visible.space()));
        boolean sure = confidence >= query.minConfidence();
        List<Fused> best = sure ? ranking.subList(0, Math.min(wanted, ranking.size())) : List.of();
        stages.done("fusion", best.size());

        List<Recalled> hits = fetch(best, table, candidates, visible, reader);
        stages.done("fetch", hits.size());

        if (reranking != null) {
            Reranked reranked = Reranked.of(reranking, query.text(), hits);
            hits = reranked.hits().subList(0, Math.min(query.limit(), hits.size()));
            stages.done("rerank", reranked.moved());
        }
        Conflicts.Found contradicted = new Conflicts(visible, filter, projector.analysis(), time.at(), asked.zone())
                .among(hits, first, query.limit());
        hits = contradicted.hits();
        stages.done("conflicts", contradicted.pairs().size());
        if (query.spans() > 0) {
            hits = new Spans(asked, visible, projector).of(hits, query.spans());
            stages.done(
                    "spans", hits.stream().mapToInt(hit -> hit.spans().size()).sum());
        }
        return new RecallResult(hits, stages.all(), confidence, contradicted.pairs());
    }

    /** The times that the query names, and those that it hangs on events. */
    private List<TimeMention> times(AnalyzedQuery asked, ReaderView view, StageClock stages) throws IOException {
        List<EventOffset> offsets = sources.timely() ? asked.boundedOffsets() : List.of();
        if (offsets.isEmpty()) {
            return asked.question().times();
        }
        List<TimeMention> resolved = new Events(view.unfiltered(), projector, asked.zone()).resolve(offsets);
        stages.done("events", resolved.size());
        return Stream.concat(asked.question().times().stream(), resolved.stream())
                .toList();
    }

    private List<Fused> ranked(SignalTable table, CandidateFeatures[] sketches) {
        List<Fused> fused = new ArrayList<>(fuser.fuse(table));
        if (fused.size() != table.candidates()) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "the fuser ranked " + fused.size() + " of " + table.candidates() + " candidates");
        }
        fused.sort(Comparator.comparingDouble(Fused::score)
                .thenComparing(candidate -> sketches[candidate.candidate()].id())
                .reversed());
        return fused;
    }

    private static List<Recalled> fetch(
            List<Fused> best, SignalTable table, Candidates candidates, Visible visible, Principal reader)
            throws IOException {
        List<Recalled> hits = new ArrayList<>(best.size());
        double[][] ascending = new double[table.signals().size()][];
        Arrays.setAll(ascending, signal -> Signals.ascending(table, signal));
        for (Fused fused : best) {
            Memory memory = visible.memory(candidates, fused.candidate());
            if (!reader.sees(memory)) {
                throw MemoryException.of(
                        ErrorCode.INDEX_DAMAGED,
                        "the index holds " + memory.id() + " under another scope than its own; rebuild the index");
            }
            List<Signal> signals = new ArrayList<>();
            for (int signal = 0; signal < table.signals().size(); signal++) {
                double value = table.value(signal, fused.candidate());
                signals.add(new Signal(
                        table.signals().get(signal),
                        value,
                        Signals.rank(value, ascending[signal]),
                        fused.shares().get(signal)));
            }
            hits.add(new Recalled(memory, hits.size() + 1, fused.score(), signals));
        }
        return hits;
    }

    /** Notes how long each stage took. */
    private static final class StageClock {
        private final List<Stage> stages = new ArrayList<>();
        private long last = System.nanoTime();

        void done(String stage, int candidates) {
            long now = System.nanoTime();
            stages.add(new Stage(stage, candidates, Duration.ofNanos(now - last)));
            last = now;
        }

        List<Stage> all() {
            return stages;
        }
    }
}
