package dev.memcore.retrieval.search;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Reader;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Signal;
import dev.memcore.api.Stage;
import dev.memcore.api.Status;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.ranking.FirstPass;
import dev.memcore.retrieval.ranking.Scoring;
import dev.memcore.retrieval.rerank.Reranking;
import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.source.ClauseSource;
import dev.memcore.retrieval.source.CoarseSources;
import dev.memcore.retrieval.source.KeySource;
import dev.memcore.retrieval.source.KeyedViews;
import dev.memcore.retrieval.source.LexicalSource;
import dev.memcore.retrieval.source.NewestSource;
import dev.memcore.retrieval.source.SignalSource;
import dev.memcore.retrieval.source.SpeakerSource;
import dev.memcore.retrieval.source.TextSources;
import dev.memcore.retrieval.source.TimeSource;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.SessionTurns;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Filters;
import dev.memcore.retrieval.visibility.InvalidFacts;
import dev.memcore.retrieval.visibility.ReaderView;
import dev.memcore.retrieval.visibility.SegmentCaches;
import dev.memcore.retrieval.visibility.VisibilityKey;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.retrieval.visibility.VisibleDocs;
import dev.memcore.spi.FactTimeline.Interval;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.ReadTime;
import dev.memcore.spi.SignalTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private final VisibleDocs.Cached visibility;
    private final SegmentCaches kept = new SegmentCaches();
    private final CoarseSources coarse;

    /**
     * A search.
     *
     * @param reranking looks again at the best, or null: the fuser has the last word
     * @param rounds how often at most it looks further from the best that it has found
     */
    public HybridSearch(
            Projector projector,
            Fuser fuser,
            @Nullable Reranking reranking,
            int rounds,
            VisibleDocs.Cached visibility) {
        this.projector = projector;
        this.fuser = fuser;
        this.reranking = reranking;
        this.rounds = rounds;
        this.visibility = visibility;
        this.coarse = new CoarseSources(projector, fuser);
    }

    public RecallResult search(Snapshot snapshot, Reader reader, MemoryQuery query, ReadTime time) throws IOException {
        StageClock stages = new StageClock();
        AnalyzedQuery asked = AnalyzedQuery.of(query, time, projector.analysis());
        Scene scene = scene(snapshot, reader, query, asked, time);
        VisibilityKey sight = VisibilityKey.of(reader, query.filter(), time);
        Visible visible = visible(scene, sight);
        List<Candidates.Waiting> tail = scene.tail();
        stages.done("visible", (int) Math.min(Integer.MAX_VALUE, visible.size()));

        Query filter = scene.filter(visible, query.filter());
        List<Candidates.Waiting> answering = scene.answering(query.filter());
        Supplier<ReaderView> seen = () -> seen(scene);
        List<TimeMention> times = times(asked, seen, stages);
        List<SignalSource> sources = sources(visible, asked, times);
        coarse.add(
                sources, asked, new CoarseSources.Scene(visible, sight, scene.invalid(), seen, scene.standing(), tail));
        int pool = Math.max(POOL, 2 * query.limit());
        Candidates candidates = new Candidates(gather(sources, visible, asked, filter, pool), answering);
        stages.done("sources", candidates.size());
        Scoring scoring = new Scoring(visible, sources, fuser, asked, times, projector, time.at());
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
        double known = asked.known(KeyedViews.lexical(projector, visible), visible, timed(table));
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

    /**
     * What a query is put to.
     *
     * @param standing what the tail says, also of what is gone
     * @param tail what of it is active, and may be valid
     * @param valid the time that the query is about, as far as memories are concerned that are not keyed facts; null: all times
     * @param invalid the keyed facts that are not valid at the time that the query is about
     */
    private record Scene(
            Snapshot snapshot,
            Reader reader,
            ReadTime time,
            Map<MemoryId, Memtable.Entry> standing,
            List<Candidates.Waiting> tail,
            @Nullable Interval valid,
            InvalidFacts invalid) {
        IndexReader index() {
            return snapshot.index(time);
        }

        /** What may answer, in the index. */
        Query filter(Visible visible, MemoryFilter filter) {
            return Filters.searched(Filters.of(visible.query(), filter, standing.keySet(), time.at(), valid));
        }

        /** What may answer, in the tail. */
        List<Candidates.Waiting> answering(MemoryFilter filter) {
            return tail.stream()
                    .filter(waiting -> {
                        Memory memory = waiting.entry().memory();
                        return memory.inForceAt(time.at())
                                && filter.accepts(memory)
                                && Filters.isValid(memory, valid)
                                && MemoryDocument.isSearched(memory);
                    })
                    .toList();
        }
    }

    private Scene scene(Snapshot snapshot, Reader reader, MemoryQuery query, AnalyzedQuery asked, ReadTime time) {
        Map<MemoryId, Memtable.Entry> standing = snapshot.tail().standing(reader::sees, time);
        Map<MemoryId, Memory> waiting = new HashMap<>();
        standing.forEach((id, entry) -> waiting.put(id, entry.memory()));
        AnalyzedQuery.Validity validity = asked.validity(query.filter());
        InvalidFacts invalid =
                visibility.invalid(validity.facts(), snapshot.index(time), VisibilityKey.ofFacts(reader, time), waiting);
        List<Memtable.Entry> valid = standing.values().stream()
                .filter(entry -> !invalid.contains(entry.memory().id()))
                .toList();
        List<Candidates.Waiting> tail = project(snapshot, reader, valid);
        return new Scene(snapshot, reader, time, standing, tail, validity.others(), invalid);
    }

    private Visible visible(Scene scene, VisibilityKey sight) {
        return new Visible(
                scene.index(),
                visibility.of(
                        scene.index(), sight, scene.invalid(), !scene.time().past()),
                scene.tail().stream()
                        .filter(waiting -> sight.admits(waiting.entry().memory()))
                        .map(Candidates.Waiting::projection)
                        .toList(),
                scene.snapshot().space(),
                kept);
    }

    /** What the reader sees, whatever the query's filter is. Few queries ask for it. */
    private ReaderView seen(Scene scene) {
        MemoryFilter any = MemoryFilter.any();
        Visible visible = visible(scene, VisibilityKey.of(scene.reader(), any, scene.time()));
        return new ReaderView(visible, scene.filter(visible, any), scene.answering(any));
    }

    /** What is active among the waiting versions. Their neighbours are those of the present, as in the index. */
    private List<Candidates.Waiting> project(Snapshot snapshot, Reader reader, Collection<Memtable.Entry> standing) {
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

    /** What the sources find, ascending. */
    private int[] gather(List<SignalSource> sources, Visible visible, AnalyzedQuery asked, Query filter, int pool)
            throws IOException {
        List<ScoreDoc> found = new ArrayList<>();
        for (SignalSource source : sources) {
            found.addAll(source.best(filter, pool));
        }
        List<String> views = projector.lexicalViews();
        if (asked.latest() && fuser.uses(Signals.RECENCY) && !views.isEmpty()) {
            found.addAll(NewestSource.find(visible, views.getFirst(), asked.terms(), filter));
        }
        return found.stream().mapToInt(hit -> hit.doc).sorted().distinct().toArray();
    }

    /** The times that the query names, and those that it hangs on events. */
    private List<TimeMention> times(AnalyzedQuery asked, Supplier<ReaderView> seen, StageClock stages) throws IOException {
        List<EventOffset> offsets = timely() ? asked.boundedOffsets() : List.of();
        if (offsets.isEmpty()) {
            return asked.question().times();
        }
        List<TimeMention> resolved = new Events(seen.get(), projector, asked.zone()).resolve(offsets);
        stages.done("events", resolved.size());
        return Stream.concat(asked.question().times().stream(), resolved.stream())
                .toList();
    }

    /** Whether some memory is of a time that the query names. */
    private static boolean timed(SignalTable table) {
        int time = table.signals().indexOf(Signals.TIME);
        return time >= 0 && Signals.greatest(table, time) >= TimeSource.PARTLY;
    }

    private boolean timely() {
        return fuser.uses(Signals.TIME) || fuser.uses(Signals.DURING);
    }

    private List<SignalSource> sources(Visible visible, AnalyzedQuery asked, List<TimeMention> times) {
        List<SignalSource> sources = new ArrayList<>();
        TermBag terms = asked.terms();
        for (String view : KeyedViews.lexical(projector, visible)) {
            sources.add(LexicalSource.of(visible, view, terms));
        }
        byte @Nullable [] vector =
                projector.denseViews().isEmpty() ? null : Projector.query(visible.space(), asked.text());
        if (vector != null) {
            sources.addAll(KeyedViews.dense(projector, visible, vector));
        }
        if (fuser.uses(Signals.SPEAKER)) {
            sources.add(new SpeakerSource(visible, projector.analysis(), terms));
        }
        if (fuser.uses(Signals.KEY)) {
            sources.add(new KeySource(visible, asked.text()));
        }
        List<String> clauses = asked.question().clauses();
        if (fuser.uses(Signals.CLAUSE) && clauses.size() > 1) {
            sources.add(new ClauseSource(clauses.stream()
                    .map(clause -> TextSources.of(visible, projector, clause))
                    .toList()));
        }
        if (timely() && !times.isEmpty()) {
            String rest = asked.question().rest();
            sources.add(new TimeSource(
                    visible, times, rest.isEmpty() ? List.of() : TextSources.of(visible, projector, rest)));
        }
        return sources;
    }

    private List<Fused> ranked(SignalTable table, CandidateFeatures[] sketches) {
        List<Fused> fused = new ArrayList<>(fuser.fuse(table));
        if (fused.size() != table.candidates()) {
            throw new MemoryException(
                    ErrorCode.COMPONENT_FAILED,
                    "the fuser ranked " + fused.size() + " of " + table.candidates() + " candidates");
        }
        fused.sort(Comparator.comparingDouble(Fused::score)
                .thenComparing(candidate -> sketches[candidate.candidate()].id())
                .reversed());
        return fused;
    }

    private static List<Recalled> fetch(
            List<Fused> best, SignalTable table, Candidates candidates, Visible visible, Reader reader)
            throws IOException {
        List<Recalled> hits = new ArrayList<>(best.size());
        double[][] ascending = new double[table.signals().size()][];
        Arrays.setAll(ascending, signal -> Signals.ascending(table, signal));
        for (Fused fused : best) {
            Memory memory = visible.memory(candidates, fused.candidate());
            if (!reader.sees(memory)) {
                throw new MemoryException(
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
