package dev.memcore.retrieval.source;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import dev.memcore.spi.ViewSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sources of a query that the fuser uses. Some views, such as that of the search keys, exist for few
 * memories. If the reader sees no memory with a view, that view has no source and no signal, so the result does not
 * reveal that other memories have it. Thread-safe.
 */
public final class Sources {
    /**
     * The least value of the signal {@code time} of a memory that belongs, at least in part, to a time that the query
     * names.
     */
    public static final double TIMELY = TimeSource.PARTLY;

    /** The maximum number of passages of one memory that each source finds. */
    private static final int MOST_PASSAGES = 5;

    private final Projector projector;
    private final Fuser fuser;
    private final @Nullable CoarseSources coarse;

    /**
     * The sources of one query.
     *
     * @param all the sources, in the order of their signals
     * @param trust how far signals can be trusted for the query
     */
    public record OfQuery(List<SignalSource> all, WordTrust trust) {
        /** Returns the trust in a signal, in [0, 1], see {@link WordTrust#in}. */
        public double trust(String signal, boolean bundled) {
            return trust.in(signal, bundled);
        }

        /** Returns the trust in character n-grams, in [0, 1]. */
        public double ngrams() {
            return trust.ngrams();
        }
    }

    public Sources(Projector projector, Fuser fuser) {
        this.projector = projector;
        this.fuser = fuser;
        this.coarse = fuser.uses(Signals.UNIT) || fuser.uses(Signals.GIST) ? new CoarseSources(projector, fuser) : null;
    }

    /**
     * Returns the sources that the fuser uses.
     *
     * @param times the times that the query names, or defines by events
     */
    public OfQuery of(ReaderView view, AnalyzedQuery asked, List<TimeMention> times) throws IOException {
        Visible visible = view.visible();
        WordTrust trust = WordTrust.of(asked, projector, visible);
        List<SignalSource> sources = new ArrayList<>();
        TermBag terms = asked.terms();
        for (String name : lexicalViews(projector, visible)) {
            sources.add(LexicalSource.of(visible, name, terms));
        }
        if (trust.ngrams() > 0) {
            for (String name : ngramViews(projector, visible)) {
                sources.add(LexicalSource.ofShares(visible, name, TermBag.ofNgrams(asked.about())));
            }
        }
        byte @Nullable [] vector =
                projector.denseViews().isEmpty() ? null : Projector.query(visible.space(), asked.text());
        if (vector != null) {
            sources.addAll(dense(projector, visible, vector));
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
                    .map(clause -> ofText(visible, projector, clause))
                    .toList()));
        }
        if (timely() && !times.isEmpty()) {
            String rest = asked.question().rest();
            sources.add(new TimeSource(visible, times, rest.isEmpty() ? List.of() : ofText(visible, projector, rest)));
        }
        if (coarse != null) {
            coarse.add(sources, asked, view);
        }
        return new OfQuery(List.copyOf(sources), trust);
    }

    /**
     * Returns the documents that the sources find, ascending.
     *
     * @param pool the number of documents to request from each source
     */
    public int[] candidates(List<SignalSource> sources, ReaderView view, AnalyzedQuery asked, int pool)
            throws IOException {
        List<ScoreDoc> found = new ArrayList<>();
        if (view.visible().hasPassages()) {
            addPassages(sources, view, pool, found);
        } else {
            for (SignalSource source : sources) {
                found.addAll(source.best(view.inForce(), pool));
            }
        }
        List<String> views = projector.lexicalViews();
        if (asked.latest() && fuser.uses(Signals.RECENCY) && !views.isEmpty()) {
            found.addAll(NewestSource.find(view.visible(), views.getFirst(), asked.terms(), false, view.inForce()));
        }
        Question.State state = asked.question().state();
        if (state != null && fuser.uses(Signals.STATE) && !views.isEmpty()) {
            TermBag subject = asked.bag(state.subject());
            found.addAll(NewestSource.find(view.visible(), views.getFirst(), subject, true, view.inForce()));
        }
        return found.stream().mapToInt(hit -> hit.doc).sorted().distinct().toArray();
    }

    /**
     * Adds the best whole memories and, beside them, the best passages of each memory. So a long text can neither
     * displace other memories nor other long texts.
     */
    private static void addPassages(List<SignalSource> sources, ReaderView view, int pool, List<ScoreDoc> into)
            throws IOException {
        Query passages = MemoryDocument.passages();
        Query parts = restricted(view.inForce(), passages, Occur.FILTER);
        Query wholes = restricted(view.inForce(), passages, Occur.MUST_NOT);
        for (SignalSource source : sources) {
            into.addAll(source.best(wholes, pool));
            Map<Integer, Integer> counts = new HashMap<>();
            for (ScoreDoc hit : source.best(parts, MOST_PASSAGES * pool)) {
                if (counts.merge(view.visible().whole(hit.doc), 1, Integer::sum) <= MOST_PASSAGES) {
                    into.add(hit);
                }
            }
        }
    }

    private static Query restricted(Query filter, Query passages, Occur occur) {
        return new BooleanQuery.Builder()
                .add(filter, Occur.FILTER)
                .add(passages, occur)
                .build();
    }

    /** Returns whether the fuser uses the times that a query names. */
    public boolean timely() {
        return fuser.uses(Signals.TIME) || fuser.uses(Signals.DURING);
    }

    /** Returns whether some candidate belongs to a time that the query names. */
    public static boolean timed(SignalTable table) {
        int time = table.signals().indexOf(Signals.TIME);
        return time >= 0 && Signals.greatest(table, time) >= TIMELY;
    }

    /**
     * Returns the sources of any text: BM25 over each lexical view, and the cosine over each searched dense view. Dense
     * sources are left out if the text has no vector.
     */
    public static List<SignalSource> ofText(Visible visible, Projector projector, String text) {
        List<SignalSource> sources = new ArrayList<>();
        TermBag terms = projector.analysis().bag(text);
        for (String view : lexicalViews(projector, visible)) {
            sources.add(LexicalSource.of(visible, view, terms));
        }
        List<ViewSpec> searched = projector.denseViews().stream()
                .filter(view -> view.dense() == ViewSpec.Dense.SEARCHED)
                .toList();
        byte[] vector = searched.isEmpty() ? null : Projector.query(visible.space(), text);
        if (vector != null) {
            searched.forEach(view -> sources.add(new DenseSource(visible, view, vector)));
        }
        return sources;
    }

    /** Returns the BM25 source of some words over one view. */
    public static SignalSource lexical(Visible visible, String view, TermBag words) {
        return LexicalSource.of(visible, view, words);
    }

    /**
     * Returns the cosines with the query moved toward the best candidates, see {@link RelevanceFeedback}; null if no
     * source compares vectors.
     *
     * @param best returns the given number of best candidates
     */
    public static double @Nullable [] feedback(
            List<SignalSource> sources, Candidates candidates, IntFunction<int[]> best) throws IOException {
        for (SignalSource source : sources) {
            if (source instanceof DenseSource vectors) {
                return RelevanceFeedback.values(vectors, candidates, best);
            }
        }
        return null;
    }

    /** Returns the lexical views of which the reader sees at least one document. */
    public static List<String> lexicalViews(Projector projector, Visible visible) {
        return seen(projector.lexicalViews(), visible);
    }

    /** Returns the views of character n-grams of which the reader sees at least one document. */
    public static List<String> ngramViews(Projector projector, Visible visible) {
        return seen(projector.ngramViews(), visible);
    }

    private static List<String> seen(List<String> views, Visible visible) {
        return views.stream().filter(view -> isSeen(view, visible)).toList();
    }

    /**
     * Returns the sources that compare the query's vector, one for each dense view. A view that is also lexical is left
     * out if the reader sees no document of it.
     */
    private static List<SignalSource> dense(Projector projector, Visible visible, byte[] query) {
        List<SignalSource> sources = new ArrayList<>();
        Map<String, SignalSource> made = new HashMap<>();
        for (ViewSpec view : projector.denseViews()) {
            if (!view.lexical() || isSeen(view.name(), visible)) {
                SignalSource source = new DenseSource(visible, view, query);
                made.put(view.name(), source);
                SignalSource own = made.get(ContextViews.CONTENT);
                sources.add(
                        view.name().equals(ContextViews.KEYS) && own != null ? new NearestKey(source, own) : source);
            }
        }
        return sources;
    }

    private static boolean isSeen(String view, Visible visible) {
        return visible.lengths(view).documents() > 0;
    }

    /**
     * Computes the greater of two cosines with the query: that of the memory's search keys and that of its own text. So
     * a memory without search keys has no disadvantage. If it counted as the farthest, as a missing value does in other
     * signals, R@5 on LoCoMo with keys for two turns of five would be 1.4 points lower than without any keys
     * (docs/design/decisions.md).
     */
    static final class NearestKey implements SignalSource {
        private final SignalSource keys;
        private final SignalSource own;

        NearestKey(SignalSource keys, SignalSource own) {
            this.keys = keys;
            this.own = own;
        }

        @Override
        public String signal() {
            return keys.signal();
        }

        @Override
        public List<ScoreDoc> best(Query filter, int count) throws IOException {
            return keys.best(filter, count);
        }

        @Override
        public double[] values(Candidates candidates) throws IOException {
            double[] nearest = keys.values(candidates);
            double[] texts = own.values(candidates);
            for (int i = 0; i < nearest.length; i++) {
                if (Double.isNaN(nearest[i]) || texts[i] > nearest[i]) {
                    nearest[i] = texts[i];
                }
            }
            return nearest;
        }
    }
}
