package dev.memcore.retrieval.source;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
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
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sources of a query: those that the fuser looks at. A view that few memories have, as that of the search keys, costs nothing where
 * the reader sees no memory that has it, and leaves no trace in the signals: not even of the fact that others have some. Thread-safe.
 */
public final class Sources {
    /** From here a memory is, at least in part, of a time that the query names. */
    public static final double TIMELY = TimeSource.PARTLY;

    private final Projector projector;
    private final Fuser fuser;
    private final @Nullable CoarseSources coarse;

    public Sources(Projector projector, Fuser fuser) {
        this.projector = projector;
        this.fuser = fuser;
        this.coarse = fuser.uses(Signals.UNIT) || fuser.uses(Signals.GIST) ? new CoarseSources(projector, fuser) : null;
    }

    /**
     * The sources that the fuser looks at.
     *
     * @param times the times that the query names, or hangs on events
     */
    public List<SignalSource> of(ReaderView view, AnalyzedQuery asked, List<TimeMention> times) throws IOException {
        Visible visible = view.visible();
        List<SignalSource> sources = new ArrayList<>();
        TermBag terms = asked.terms();
        for (String name : lexicalViews(projector, visible)) {
            sources.add(LexicalSource.of(visible, name, terms));
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
        return sources;
    }

    /**
     * The documents that the sources find, ascending.
     *
     * @param pool how many each source gives, at least
     */
    public int[] candidates(List<SignalSource> sources, ReaderView view, AnalyzedQuery asked, int pool)
            throws IOException {
        List<ScoreDoc> found = new ArrayList<>();
        for (SignalSource source : sources) {
            found.addAll(source.best(view.inForce(), pool));
        }
        List<String> views = projector.lexicalViews();
        if (asked.latest() && fuser.uses(Signals.RECENCY) && !views.isEmpty()) {
            found.addAll(NewestSource.find(view.visible(), views.getFirst(), asked.terms(), view.inForce()));
        }
        return found.stream().mapToInt(hit -> hit.doc).sorted().distinct().toArray();
    }

    /** Whether the fuser looks at the times that a query names. */
    public boolean timely() {
        return fuser.uses(Signals.TIME) || fuser.uses(Signals.DURING);
    }

    /** Whether some memory is of a time that the query names. */
    public static boolean timed(SignalTable table) {
        int time = table.signals().indexOf(Signals.TIME);
        return time >= 0 && Signals.greatest(table, time) >= TIMELY;
    }

    /** BM25 over each lexical view, and the vectors of the views that are searched by them; none for a text without known words. */
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

    /** BM25 of some words over one view. */
    public static SignalSource lexical(Visible visible, String view, TermBag words) {
        return LexicalSource.of(visible, view, words);
    }

    /**
     * The feedback of the best candidates, see {@link RelevanceFeedback}; null if no source compares vectors.
     *
     * @param best gives so many of the best candidates
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

    /** The lexical views that the reader sees anything of. */
    public static List<String> lexicalViews(Projector projector, Visible visible) {
        return projector.lexicalViews().stream()
                .filter(view -> isSeen(view, visible))
                .toList();
    }

    /** What compares the query's vector, for each dense view but those whose words are searched too and of which the reader sees nothing. */
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
     * The cosine of the query and of what is nearer to it: a memory's search keys, or its own text. So a memory that has no keys is not the
     * worse for it. Taken as the farthest, as what a signal says nothing of is else, it cost 1.4 points of R@5 on LoCoMo with keys for two
     * turns of five, against no keys at all (docs/design/decisions.md).
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
