package dev.memcore.retrieval.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.report.CacheStats;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.Stage;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.claim.Claim;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.ranking.FirstPass;
import dev.memcore.retrieval.ranking.Scoring;
import dev.memcore.retrieval.rerank.Reranking;
import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.source.Sources;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.retrieval.text.TermAnalysis.Surface;
import dev.memcore.retrieval.view.ContextViews;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Answers one query over one snapshot, of the present or of a moment of the past. It collects candidates from all
 * sources, computes every signal of every candidate exactly, and fuses the signals to one ranking. The stages are:
 *
 * <ol>
 *   <li><b>visible</b>: determines the documents and waiting versions that the reader may see, and their statistics.
 *   <li><b>events</b>: finds the times of events by which the query defines a time. Only if it does.
 *   <li><b>sources</b>: collects the best documents of each source (at least {@value #POOL} are requested), such as
 *       BM25 over each lexical view and nearest neighbours over the searched dense view, and all waiting versions that
 *       may answer.
 *   <li><b>signals</b>: computes the signals of the sources for every candidate, and the scores of the first step.
 *   <li><b>links</b>: adds candidates that links or distinctive shared names connect to the best ones.
 *   <li><b>context</b>: computes the signals of the second step, see {@link Scoring}.
 *   <li><b>rounds</b>: repeats the last two stages, see {@link IterativeRetrieval}. Only if several rounds are
 *       configured.
 *   <li><b>fusion</b>: ranks the candidates by the {@link Fuser}; equal scores are ordered newest first. No hits remain
 *       if the {@link Confidence} is below the query's minimum.
 *   <li><b>fetch</b>: reads the memories, and puts copies of a statement beside the best of them if the query asks for it.
 *   <li><b>rerank</b>: reorders the best hits. Only if a {@link Reranking} is configured.
 *   <li><b>conflicts</b>: adds memories that contradict the best hits.
 *   <li><b>spans</b>: finds the passages of the hits that are about the query. Only if the query asks for spans.
 * </ol>
 *
 * <p>A past version is searched by the views that it had when it was replaced: with its neighbours at that time, except
 * those that have been erased since. The term statistics are those of all versions that the reader may see.
 *
 * <p>Sources run one after another on the caller's thread. Each takes about a millisecond, so passing them to other
 * threads would cost more than it saves.
 */
public final class HybridSearch {
    /**
     * The minimum number of candidates to request from each source. Twice the query's limit is requested if that is
     * more.
     */
    private static final int POOL = 200;

    /** The same if the fuser ranks by a walk over all texts, as HippoRAG 2 does. */
    private static final int GRAPH_POOL = 10_000;

    /** The number of texts whose claims are cached. The same memories are compared by many recalls. */
    private static final int CACHED_CLAIMS = 4_096;

    private static final int CACHED_LENGTH = 4_096;

    private final Projector projector;
    private final Fuser fuser;
    private final @Nullable Reranking reranking;
    private final int rounds;
    private final Visibility visibility;
    private final Sources sources;
    private final Cache<Spoken, List<Claim>> claims = Caffeine.newBuilder()
            .maximumSize(CACHED_CLAIMS)
            .executor(Runnable::run)
            .recordStats()
            .build();

    /** A text and its speaker, whom "I" means. */
    private record Spoken(String text, @Nullable String speaker) {}

    /**
     * Creates a search.
     *
     * @param reranking reorders the best hits, or null: the order is that of the fuser
     * @param rounds the maximum number of search rounds, see {@link IterativeRetrieval}
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
        Sources.OfQuery asking = sources.of(view, asked, times);
        int pool = Math.max(fuser.uses(Signals.GRAPH) ? GRAPH_POOL : POOL, 2 * query.limit());
        Candidates candidates = new Candidates(sources.candidates(asking.all(), view, asked, pool), view.waiting());
        stages.done("sources", candidates.size());
        Scoring scoring = new Scoring(view, asking, fuser, asked, times, projector, time.at());
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

        List<Fused> all = ranked(table, first.features());
        BestPassages passages = visible.hasPassages() ? BestPassages.of(all, first, visible) : null;
        List<Fused> ranking = passages == null ? all : passages.ranking();
        int wanted = reranking == null ? query.limit() : Math.max(query.limit(), reranking.depth());
        boolean hasNgrams = table.signals().contains(Signals.bm25(ContextViews.NGRAMS));
        double ngrams = hasNgrams ? asking.ngrams() : 0;
        double confidence = Confidence.of(table, confidenceOf(asked, visible, Sources.timed(table), ngrams));
        boolean sure = confidence >= query.minConfidence();
        stages.done("fusion", ranking.size());

        int agreed = table.signals().indexOf(Signals.AGREED);
        Relevance relevance =
                new Relevance(ranking.isEmpty() ? 0 : worth(ranking.getFirst(), agreed), confidence, ngrams);
        List<Recalled> hits = sure
                ? new Fetching(table, candidates, visible, reader, relevance, agreed).of(ranking, wanted, query)
                : List.of();
        hits = passages == null ? hits : passages.spans(hits);
        stages.done("fetch", hits.size());

        if (reranking != null) {
            Reranked reranked = Reranked.of(reranking, query.text(), hits);
            hits = reranked.hits().subList(0, Math.min(query.limit(), hits.size()));
            stages.done("rerank", reranked.moved());
        }
        Conflicts.Found contradicted = new Conflicts(
                        visible, filter, projector.codes(), time.at(), asked.zone(), this::claims)
                .among(hits, first, query.limit());
        hits = contradicted.hits();
        stages.done("conflicts", contradicted.pairs().size());
        if (query.spans() > 0) {
            hits = new Spans(asked, visible, projector).of(hits, query.spans(), query.spannedLength());
            stages.done(
                    "spans", hits.stream().mapToInt(hit -> hit.spans().size()).sum());
        }
        return new RecallResult(hits, stages.all(), confidence, contradicted.pairs());
    }

    /** Returns how the caches of searches are used, by name. */
    public Map<String, CacheStats> caches() {
        var used = claims.stats();
        Map<String, CacheStats> caches = new HashMap<>(visibility.caches());
        caches.put("claims", new CacheStats(used.hitCount(), used.missCount(), claims.estimatedSize()));
        caches.put("analysedTexts", projector.analysis().cache());
        return caches;
    }

    /** Removes all cached texts. */
    public void clear() {
        claims.invalidateAll();
    }

    private List<Claim> claims(Memory memory) {
        String speaker = memory.observation().speaker();
        return memory.text().length() > CACHED_LENGTH
                ? Claim.of(memory.text(), speaker)
                : claims.get(new Spoken(memory.text(), speaker), spoken -> Claim.of(spoken.text(), spoken.speaker()));
    }

    /** Returns the times that the query names, and those that it defines by events. */
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

    private Confidence.Asked confidenceOf(AnalyzedQuery asked, Visible visible, boolean timed, double ngrams) {
        List<String> views = Sources.lexicalViews(projector, visible);
        return new Confidence.Asked(
                asked.known(views, visible, timed),
                asked.absent(views, Sources.ngramViews(projector, visible), visible),
                ngrams,
                Surface.words(asked.compared()).size(),
                visible.size(),
                projector.bundled(visible.space()));
    }

    /**
     * Returns the score without the share of {@link Signals#AGREED}, which says who is first, and not how much less
     * relevant the others are.
     *
     * @param agreed the index of that signal, or -1 if it is absent
     */
    private static double worth(Fused fused, int agreed) {
        return agreed < 0 ? fused.score() : fused.score() - fused.shares().get(agreed);
    }

    private List<Fused> ranked(SignalTable table, CandidateFeatures[] features) {
        List<Fused> fused = new ArrayList<>(fuser.fuse(table));
        if (fused.size() != table.candidates()) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "the fuser ranked " + fused.size() + " of " + table.candidates() + " candidates");
        }
        fused.sort(Comparator.comparingDouble(Fused::score)
                .thenComparing(candidate -> features[candidate.candidate()].id())
                .reversed());
        return fused;
    }

    /** Reads the memories of a ranking. */
    private record Fetching(
            SignalTable table,
            Candidates candidates,
            Visible visible,
            Principal reader,
            Relevance relevance,
            int agreed) {
        /** What two copies have in common. */
        private record Statement(
                Kind kind,
                @Nullable Role role,
                @Nullable String speaker,
                @Nullable FactKey key,
                List<String> words) {
            static Statement of(Memory memory) {
                List<String> words = Surface.words(memory.text().toLowerCase(Locale.ROOT));
                return new Statement(
                        memory.kind(),
                        memory.role(),
                        memory.speaker(),
                        FactKey.of(memory.observation()),
                        words.isEmpty() ? List.of(memory.text()) : words);
            }
        }

        /**
         * Returns the first memories whose relevance is not below the minimum. It falls from place to place. If the query
         * asks for it, copies of a statement take one place: the best is the hit, and the others are beside it.
         */
        List<Recalled> of(List<Fused> ranking, int limit, MemoryQuery query) throws IOException {
            Map<Object, Integer> places = new HashMap<>();
            List<Recalled> hits = new ArrayList<>(limit);
            double[][] ascending = new double[table.signals().size()][];
            Arrays.setAll(ascending, signal -> Signals.ascending(table, signal));
            for (int i = 0; i < ranking.size() && hits.size() < limit; i++) {
                Fused fused = ranking.get(i);
                if (relevance.of(worth(fused, agreed), hits.size() + 1) < query.minRelevance()) {
                    break;
                }
                Memory memory = read(fused);
                Integer place =
                        places.putIfAbsent(query.joinedCopies() ? Statement.of(memory) : memory.id(), hits.size());
                if (place == null) {
                    hits.add(hit(memory, fused, hits.size() + 1, ascending, query.text()));
                } else {
                    hits.set(place, hits.get(place).withCopy(memory));
                }
            }
            return hits;
        }

        private Memory read(Fused fused) throws IOException {
            Memory memory = visible.memory(candidates, fused.candidate());
            if (!reader.sees(memory)) {
                throw MemoryException.of(
                        ErrorCode.INDEX_DAMAGED,
                        "the index holds " + memory.id() + " under another scope than its own; rebuild the index");
            }
            return memory;
        }

        private Recalled hit(Memory memory, Fused fused, int rank, double[][] ascending, String question) {
            List<Signal> signals = new ArrayList<>();
            for (int signal = 0; signal < table.signals().size(); signal++) {
                double value = table.value(signal, fused.candidate());
                signals.add(new Signal(
                        table.signals().get(signal),
                        value,
                        Signals.rank(value, ascending[signal]),
                        fused.shares().get(signal)));
            }
            double probability = relevance.of(worth(fused, agreed), rank);
            return new Recalled(memory, rank, fused.score(), probability, signals, List.of(), List.of(), question);
        }
    }

    /** Records the duration of each stage. */
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
