package dev.memcore.retrieval;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Reader;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Signal;
import dev.memcore.api.Stage;
import dev.memcore.api.Status;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.ReadTime;
import dev.memcore.spi.SignalTable;
import dev.memcore.spi.ViewSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * Answers one query over one snapshot, of the present or of a moment of the past: candidates from every source, every signal of every candidate filled in exactly,
 * one ranking.
 *
 * <ol>
 *   <li><b>visible</b>: the documents and waiting versions that the reader may see; their statistics.
 *   <li><b>sources</b>: the best {@value #POOL} by BM25 over each lexical view, by nearest neighbours over the searched
 *       dense view; all that waits in the tail.
 *   <li><b>signals</b>: for each candidate what its source did not say.
 *   <li><b>fusion</b>: the {@link Fuser}; equal scores: newest first.
 *   <li><b>fetch</b>: the memories themselves.
 *   <li><b>rerank</b>: the best of them in another order, if a {@link Reranking} is configured.
 * </ol>
 *
 * A past version is searched by the views that it had when it was replaced: with the turns that were beside it then, less
 * what has been erased since. Its terms' statistics are those of all versions that the reader may see.
 *
 * <p>Sources run one after another on the caller's thread: at a millisecond each, handing them to threads costs more than it
 * gives.
 */
final class HybridSearch {
    /** How many candidates each source gives, at least. */
    private static final int POOL = 200;

    private final Projector projector;
    private final Fuser fuser;
    private final @Nullable Reranking reranking;
    private final VisibleDocs.Cached visibility;
    private final CoarseSources coarse;

    HybridSearch(Projector projector, Fuser fuser, @Nullable Reranking reranking, VisibleDocs.Cached visibility) {
        this.projector = projector;
        this.fuser = fuser;
        this.reranking = reranking;
        this.visibility = visibility;
        this.coarse = new CoarseSources(projector, fuser);
    }

    RecallResult search(Snapshot snapshot, Reader reader, MemoryQuery query, ReadTime time) throws IOException {
        StageClock stages = new StageClock();
        Map<MemoryId, TailEntry> standing = snapshot.tail().standing(reader::sees, time);
        List<Candidates.Waiting> tail = project(snapshot, reader, standing.values());
        IndexReader index = snapshot.index(time);
        Visible visible = new Visible(
                index,
                visibility.of(index, Sight.of(reader, time)),
                tail.stream().map(Candidates.Waiting::projection).toList());
        stages.done("visible", (int) Math.min(Integer.MAX_VALUE, visible.size()));

        Query filter = Filters.of(visible.query(), query.filter(), standing.keySet(), time.at());
        List<Candidates.Waiting> answering = tail.stream()
                .filter(waiting -> waiting.entry().memory().inForceAt(time.at())
                        && query.filter().accepts(waiting.entry().memory()))
                .toList();
        Asked asked = Asked.of(query, time, projector.analysis());
        List<SignalSource> sources = sources(visible, asked);
        coarse.add(
                sources, asked.terms(), new CoarseSources.Scene(visible, Sight.of(reader, time), time, standing, tail));
        SortedSet<Integer> documents = new TreeSet<>();
        int pool = Math.max(POOL, 2 * query.limit());
        for (SignalSource source : sources) {
            for (ScoreDoc hit : source.best(filter, pool)) {
                documents.add(hit.doc);
            }
        }
        if (asked.latest()
                && fuser.uses(Signals.RECENCY)
                && !projector.lexicalViews().isEmpty()) {
            for (ScoreDoc hit :
                    NewestSource.find(visible, projector.lexicalViews().getFirst(), asked.terms(), filter)) {
                documents.add(hit.doc);
            }
        }
        Candidates candidates = candidates(documents, answering);
        stages.done("sources", candidates.size());

        Scoring scoring = new Scoring(visible, sources, fuser, asked, projector);
        Scoring.Scored first = scoring.first(candidates);
        stages.done("signals", candidates.size());

        if (documents.addAll(scoring.linked(first, filter))) {
            candidates = candidates(documents, answering);
            first = scoring.with(first, candidates);
        }
        stages.done("links", candidates.size());

        SignalTable table = scoring.second(first);
        stages.done("context", candidates.size());

        List<Fused> ranking = ranked(table, first.ids());
        int wanted = reranking == null ? query.limit() : Math.max(query.limit(), reranking.depth());
        double confidence = Confidence.of(table);
        boolean known = confidence >= query.minConfidence();
        List<Fused> best = known ? ranking.subList(0, Math.min(wanted, ranking.size())) : List.of();
        stages.done("fusion", best.size());

        List<Recalled> hits = fetch(best, table, candidates, visible, reader);
        stages.done("fetch", hits.size());

        if (reranking != null) {
            Reranking.Reranked reranked = reranking.of(query.text(), hits);
            hits = reranked.hits().subList(0, Math.min(query.limit(), hits.size()));
            stages.done("rerank", reranked.moved());
        }
        if (query.spans() > 0) {
            hits = new Spans(asked, visible, projector).of(hits, query.spans());
            stages.done(
                    "spans", hits.stream().mapToInt(hit -> hit.spans().size()).sum());
        }
        return new RecallResult(hits, stages.all(), confidence);
    }

    /** What is active among the waiting versions. Their neighbours are those of the present, as in the index. */
    private List<Candidates.Waiting> project(Snapshot snapshot, Reader reader, Collection<TailEntry> standing) {
        if (standing.isEmpty()) {
            return List.of();
        }
        SessionTurns turns = new SessionTurns(
                snapshot.index(), snapshot.tail().newest(reader::sees).values());
        return standing.stream()
                .filter(entry -> entry.memory().status() == Status.ACTIVE)
                .map(entry -> new Candidates.Waiting(entry, entry.projection(turns.of(entry), projector)))
                .toList();
    }

    private static Candidates candidates(SortedSet<Integer> documents, List<Candidates.Waiting> waiting) {
        return new Candidates(documents.stream().mapToInt(Integer::intValue).toArray(), waiting);
    }

    private List<SignalSource> sources(Visible visible, Asked asked) {
        List<SignalSource> sources = new ArrayList<>();
        TermBag terms = asked.terms();
        for (String view : projector.lexicalViews()) {
            sources.add(LexicalSource.of(visible, view, terms));
        }
        List<ViewSpec> denseViews = projector.denseViews();
        byte @Nullable [] vector = denseViews.isEmpty() ? null : projector.query(asked.text());
        if (vector != null) {
            denseViews.forEach(view -> sources.add(new DenseSource(visible, view, vector)));
        }
        if (fuser.uses(Signals.SPEAKER)) {
            sources.add(new SpeakerSource(visible, projector.analysis(), terms));
        }
        if (fuser.uses(Signals.KEY)) {
            sources.add(new KeySource(visible, asked.text()));
        }
        if (fuser.uses(Signals.TIME) && !asked.question().times().isEmpty()) {
            sources.add(new TimeSource(visible, asked.question().times()));
        }
        return sources;
    }

    private List<Fused> ranked(SignalTable table, List<MemoryId> ids) {
        List<Fused> fused = new ArrayList<>(fuser.fuse(table));
        if (fused.size() != table.candidates()) {
            throw new MemoryException(
                    ErrorCode.COMPONENT_FAILED,
                    "the fuser ranked " + fused.size() + " of " + table.candidates() + " candidates");
        }
        fused.sort(Comparator.comparingDouble(Fused::score)
                .thenComparing(candidate -> ids.get(candidate.candidate()))
                .reversed());
        return fused;
    }

    private static List<Recalled> fetch(
            List<Fused> best, SignalTable table, Candidates candidates, Visible visible, Reader reader)
            throws IOException {
        List<Recalled> hits = new ArrayList<>(best.size());
        for (Fused fused : best) {
            Memory memory = visible.memory(candidates, fused.candidate());
            if (!reader.sees(memory)) {
                throw new MemoryException(
                        ErrorCode.INDEX_DAMAGED,
                        "the index holds " + memory.id() + " under another scope than its own; rebuild the index");
            }
            List<Signal> signals = new ArrayList<>();
            for (int signal = 0; signal < table.signals().size(); signal++) {
                signals.add(new Signal(
                        table.signals().get(signal),
                        table.value(signal, fused.candidate()),
                        Signals.rank(table, signal, fused.candidate()),
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
