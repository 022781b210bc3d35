package dev.memcore.retrieval.ranking;

import static java.util.Objects.requireNonNull;

import dev.memcore.api.Kind;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.source.SignalSource;
import dev.memcore.retrieval.source.Sources;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.text.LateInteraction;
import dev.memcore.retrieval.text.TermBag.Bm25;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.jspecify.annotations.Nullable;

/**
 * Scores the candidates of one query in two steps. The first uses the signals of each candidate on its own. The second
 * adds signals that depend on the first step's scores of other candidates. For one thread.
 *
 * <p>It is one file because signals of the second step use each other: a question that names a time has no signal of
 * the newest, and the newest among the relevant is decided by the late interaction before it is corrected for length.
 */
public final class Scoring {
    /**
     * The number of best candidates that are compared word by word. The others have no value, which counts as the worst
     * of these.
     */
    private static final int COMPARED = 250;

    /** The maximum number of candidates that shared names provide. */
    private static final int LINKED = 200;

    /**
     * A word is rare if at most so many documents have it in the first lexical view: one text and the contexts of those
     * beside it.
     */
    private static final int RARE = 3;

    /** A word that the vectors do not know is rare if at most one in so many documents has it. */
    private static final int RARE_UNKNOWN = 100;

    /** The sources that search the texts themselves. */
    private static final Set<String> OF_TEXTS = Set.of(
            Signals.bm25(ContextViews.CONTEXT),
            Signals.bm25(ContextViews.NGRAMS),
            Signals.dense(ContextViews.CONTENT),
            Signals.MAXSIM);

    /** The signals of questions that are answered by the time of memories. */
    private static final Set<String> OF_TIME = Set.of(Signals.DURING, Signals.LATEST, Signals.STATE, Signals.ORDER);

    /** The trust in a source from which its first candidate counts. */
    private static final double TRUSTED = 0.5;

    /** The value of the end of a chain that need not cover the question. */
    private static final double TOLD = 0.5;

    private final Visible visible;
    private final @Nullable CitedFacts facts;
    private final Sources.OfQuery sources;
    private final Fuser fuser;
    private final AnalyzedQuery query;
    private final List<TimeMention> times;
    private final @Nullable WordCodes codes;
    private final @Nullable LateInteraction words;
    private final @Nullable TwoHopEvidence chains;
    private final @Nullable LateInteraction event;
    private final @Nullable LinkedMemories links;
    private final @Nullable String lexicalView;
    private final boolean bundledVectors;

    /**
     * Prepares the scoring of a query.
     *
     * @param view what the reader sees
     * @param times the times that the query names, or defines by events
     * @param now the moment of reading
     */
    public Scoring(
            ReaderView view,
            Sources.OfQuery sources,
            Fuser fuser,
            AnalyzedQuery query,
            List<TimeMention> times,
            Projector projector,
            Instant now)
            throws IOException {
        this.times = times;
        this.visible = view.visible();
        this.sources = sources;
        this.fuser = fuser;
        this.query = query;
        this.codes = projector.codes();
        List<String> views = projector.lexicalViews();
        this.lexicalView = views.isEmpty() ? null : views.getFirst();
        this.words = compare(query.compared(), this::weight, this::isRare);
        this.bundledVectors = projector.bundled(visible.space());
        this.chains = words != null && words.speaks() && fuser.uses(Signals.CHAIN)
                ? new TwoHopEvidence(visible, words, query.entities())
                : null;
        this.links = fuser.uses(Signals.LINK) ? new LinkedMemories(visible, now) : null;
        Question.Order order = query.question().order();
        this.event = order.equals(Question.Order.NONE) ? null : Ordering.event(order, codes);
        // A question for a state or an order in time is answered by the time of memories, not by a path of facts.
        boolean evident = fuser.uses(Signals.FACTS) && !query.latest() && order.equals(Question.Order.NONE);
        this.facts =
                (evident || fuser.uses(Signals.GRAPH)) && cites(view) ? new CitedFacts(view, projector, query) : null;
    }

    /** Returns whether the store has facts with sources. The reader may not see them. */
    private static boolean cites(ReaderView view) throws IOException {
        for (LeafReaderContext leaf : view.visible().index().leaves()) {
            if (leaf.reader().getFieldInfos().fieldInfo(MemoryDocument.SOURCES) != null
                    && leaf.reader().docFreq(new Term(MemoryDocument.KIND, Kind.FACT.name())) > 0) {
                return true;
            }
        }
        return view.tail().stream()
                .map(entry -> entry.entry().memory().observation())
                .anyMatch(seen ->
                        seen.kind().equals(Kind.FACT) && !seen.derivedFrom().isEmpty());
    }

    /** Returns the late interaction with a text, or null if words have no vectors. */
    private @Nullable LateInteraction compare(
            String text, ToDoubleFunction<String> weight, LateInteraction.RareTest rare) {
        return codes == null ? null : new LateInteraction(codes, text, weight, rare);
    }

    /** Returns whether a word of some weight is rare. One that has no vector of its own may occur more often. */
    private boolean isRare(String word, double weight) {
        if (codes == null || lexicalView == null) {
            return false;
        }
        long documents = visible.lengths(lexicalView).documents();
        long most = codes.isKnown(word) ? RARE : Math.max(RARE, documents / RARE_UNKNOWN);
        return weight >= new Bm25(documents).idf(most);
    }

    /** Returns the weight of a word of the question: the rarer, the greater. */
    private double weight(String word) {
        return lexicalView == null ? 1 : query.rarity(word, lexicalView, visible);
    }

    public FirstPass first(Candidates candidates) throws IOException {
        Map<String, double[]> rows = new LinkedHashMap<>();
        CandidateFeatures[] features = visible.features(candidates);
        // A search by one signal alone ranks by its own values, as its user expects of cosines or of BM25.
        boolean alone = sources.all().size() == 1;
        for (SignalSource source : sources.all()) {
            double[] row = source.values(candidates);
            rows.put(source.signal(), alone ? row : FirstPass.normalized(source.signal(), row, features));
        }
        return scored(candidates, features, rows);
    }

    private FirstPass scored(Candidates candidates, CandidateFeatures[] features, Map<String, double[]> rows) {
        double[] scores = fuser.scores(table(rows, candidates));
        double[] relevance = null;
        if (query.latest() && fuser.uses(Signals.RECENCY)) {
            relevance = scores;
            rows.put(Signals.RECENCY, new Recency(features).places());
            scores = fuser.scores(table(rows, candidates));
        }
        return new FirstPass(candidates, features, rows, scores, relevance);
    }

    /**
     * Returns the first step's result for more documents. The signals of the candidates before are kept. O(candidates).
     */
    public FirstPass with(FirstPass before, Candidates all) throws IOException {
        int[] documents = before.candidates().documents();
        int[] added = Arrays.stream(all.documents())
                .filter(document -> Arrays.binarySearch(documents, document) < 0)
                .toArray();
        FirstPass more = first(new Candidates(added, List.of()));
        int[] place = new int[all.size()];
        CandidateFeatures[] features = new CandidateFeatures[place.length];
        int next = 0;
        for (int i = 0; i < place.length; i++) {
            place[i] = i < all.firstWaiting()
                    ? Arrays.binarySearch(documents, all.documents()[i])
                    : before.candidates().firstWaiting() + i - all.firstWaiting();
            features[i] = place[i] >= 0 ? before.features()[place[i]] : more.features()[next++];
        }
        Map<String, double[]> rows = new LinkedHashMap<>();
        before.rows()
                .forEach((signal, row) ->
                        rows.put(signal, merged(row, requireNonNull(more.rows().get(signal)), place)));
        return scored(all, features, rows);
    }

    /**
     * Merges values: those of the candidates before, by their positions there, and the values of the added candidates
     * in their order.
     */
    private static double[] merged(double[] before, double[] later, int[] place) {
        double[] merged = new double[place.length];
        int next = 0;
        for (int i = 0; i < merged.length; i++) {
            merged[i] = place[i] >= 0 ? before[place[i]] : later[next++];
        }
        return merged;
    }

    private SignalTable table(Map<String, double[]> rows, Candidates candidates) {
        return new SignalTable(
                List.copyOf(rows.keySet()),
                rows.values().toArray(double[][]::new),
                candidates.size(),
                rows.keySet().stream()
                        .mapToDouble(signal -> sources.trust(signal, bundledVectors))
                        .toArray());
    }

    /**
     * Returns documents that links or a distinctive shared name connect to the best candidates, and those that the best
     * facts were taken from.
     */
    public int[] linked(FirstPass first, Query filter) throws IOException {
        int[] found = sharing(first, filter);
        if (links != null) {
            found = joined(found, links.reach(first, filter));
        }
        return facts == null ? found : joined(found, facts.sources(filter));
    }

    private static int[] joined(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    private int[] sharing(FirstPass first, Query filter) throws IOException {
        if (first.candidates().firstWaiting() == visible.documents()) {
            return new int[0]; // all documents are candidates
        }
        Set<Long> names = chains == null ? Set.of() : chains.links(first);
        if (names.isEmpty()) {
            return new int[0];
        }
        Query sharing = new BooleanQuery.Builder()
                .add(
                        new TermInSetQuery(
                                MemoryDocument.ENTITY,
                                names.stream().map(Keys::entity).toList()),
                        Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        return Arrays.stream(visible.searcher().search(sharing, LINKED, MemoryDocument.BY_ID).scoreDocs)
                .mapToInt(hit -> hit.doc)
                .toArray();
    }

    /**
     * Adds the signals of the form of a text, whatever the question. In a conversation, the evidence for an answer is
     * rarely a turn that asks, and often one in which speakers speak about themselves (docs/research/results.md has the
     * ablation).
     */
    private static void addTextForm(CandidateFeatures[] features, Map<String, double[]> rows) {
        rows.put(
                Signals.STATEMENT,
                Arrays.stream(features).mapToDouble(text -> text.asks() ? 0 : 1).toArray());
        rows.put(
                Signals.PERSONAL,
                Arrays.stream(features)
                        .mapToDouble(text -> text.personal() ? 1 : 0)
                        .toArray());
    }

    /** Returns all signals of the candidates, those of the second step included. */
    public SignalTable second(FirstPass first) throws IOException {
        Map<String, double[]> rows = new LinkedHashMap<>(first.rows());
        addTextForm(first.features(), rows);
        double[] covered;
        if (words != null && words.speaks() && fuser.uses(Signals.MAXSIM)) {
            covered = maxsim(words, first);
            rows.put(Signals.RARE, rare(words, first, covered));
            rows.put(Signals.MAXSIM, normalized(covered, first.features()));
        } else {
            covered = byWords(first);
        }
        double[] during = during(first);
        Recency recency = new Recency(first.features());
        double[] state = during == null ? state(first, recency) : null;
        // What was at a named time is not replaced by what came later. The newest statement is not searched twice.
        boolean latest = query.latest() && during == null && state == null;
        if (state != null) {
            rows.put(Signals.STATE, state);
            rows.remove(Signals.RECENCY);
        }
        if (during != null) {
            rows.put(Signals.DURING, during);
            rows.remove(Signals.RECENCY);
        }
        Conversations conversations = new Conversations(first.features());
        if (fuser.uses(Signals.SESSION) || fuser.uses(Signals.NEIGHBOUR)) {
            rows.put(Signals.SESSION, first.brief(conversations.best(first.scores())));
            rows.put(Signals.NEIGHBOUR, first.brief(conversations.beside(first.scores())));
        }
        if (words != null && words.speaks() && !query.latest() && conversations.anyAsks()) {
            addExchanges(new Exchanges(first, words, conversations), first.best(COMPARED), rows);
        }
        if (chains != null) {
            if (!conversations.any()) {
                // In a conversation, the turns beside a text connect it to others; signals of these say more than
                // names.
                rows.put(Signals.CHAIN, chains.values(first, recency.order(), first.scores()));
            }
            if (latest && fuser.uses(Signals.TRAIL)) {
                // The present state is often told of a person who was only named together with the subject of the
                // question.
                double[] any = new double[first.scores().length];
                Arrays.fill(any, TOLD);
                rows.put(Signals.TRAIL, chains.values(first, recency.order(), any));
            }
        }
        if (latest) {
            double[] tied = rows.getOrDefault(Signals.TRAIL, new double[covered.length]);
            rows.put(Signals.STANDING, recency.standing(covered));
            if (query.question().order().equals(Question.Order.NONE)) {
                rows.put(Signals.LATEST, recency.amongRelevant(covered, tied));
                rows.remove(Signals.RECENCY);
            }
        }
        if (fuser.uses(Signals.ORDER) && !query.question().order().equals(Question.Order.NONE)) {
            double[] worth = rows.getOrDefault(Signals.TRAIL, rows.getOrDefault(Signals.CHAIN, first.scores()));
            new Ordering(first.features(), recency)
                    .values(query.question().order(), covered, event, worth)
                    .ifPresent(row -> rows.put(Signals.ORDER, row));
        }
        if (links != null && links.lead()) {
            rows.put(Signals.LINK, links.values(first));
        }
        if (fuser.uses(Signals.GRAPH)) {
            put(Signals.GRAPH, new HippoRag(visible, query, first).values(facts), rows);
        }
        if (fuser.uses(Signals.FEEDBACK)) {
            put(Signals.FEEDBACK, Sources.feedback(sources.all(), first.candidates(), first::best), rows);
        }
        rows.keySet().removeIf(signal -> !fuser.uses(signal));
        if (fuser.uses(Signals.AGREED) && Collections.disjoint(rows.keySet(), OF_TIME)) {
            rows.put(Signals.AGREED, agreed(rows, first.candidates().size()));
        }
        if (facts != null && fuser.uses(Signals.FACTS) && during == null && !conversations.any() && !keyed(rows)) {
            FirstPass scored = first.with(fuser.scores(table(rows, first.candidates())));
            put(Signals.FACTS, new FactEvidence(scored, facts).values(facts, fits(first)), rows);
        }
        if (fuser.uses(Signals.OWN) && query.several() && conversations.any()) {
            rows.put(Signals.OWN, own(rows, first.candidates()));
        }
        return table(rows, first.candidates());
    }

    /** Returns which candidate all trusted sources of the texts themselves rank first. */
    private double[] agreed(Map<String, double[]> rows, int candidates) {
        List<double[]> trusted = rows.entrySet().stream()
                .filter(row -> OF_TEXTS.contains(row.getKey()) && sources.trust(row.getKey(), bundledVectors) > TRUSTED)
                .map(Map.Entry::getValue)
                .toList();
        return FirstPass.agreed(trusted, candidates);
    }

    private static void put(String signal, double @Nullable [] row, Map<String, double[]> rows) {
        if (row != null) {
            rows.put(signal, row);
        }
    }

    /** Returns whether the question contains the key of a fact. That fact answers it. */
    private static boolean keyed(Map<String, double[]> rows) {
        double[] keys = rows.get(Signals.KEY);
        return keys != null && Arrays.stream(keys).anyMatch(words -> words > 0);
    }

    /** Returns the cosine of each candidate's text, or its first score if texts have no vectors. */
    private static double[] fits(FirstPass first) {
        return first.rows().getOrDefault(Signals.dense(ContextViews.CONTENT), first.scores());
    }

    /**
     * Returns the late interaction with the rest of a question that names a time. Words such as "go" and "do" have no
     * weight: they do not distinguish memories, even if they are rare.
     */
    private @Nullable LateInteraction beside(String text) {
        return compare(text, word -> Question.asksForAnything(word) ? 0 : weight(word), LateInteraction.RareTest.NONE);
    }

    /**
     * Returns how far each candidate belongs to a time that the question names, or null if it names none or no
     * candidate does.
     */
    private double @Nullable [] during(FirstPass first) throws IOException {
        double[] near = fuser.uses(Signals.DURING) ? first.rows().get(Signals.TIME) : null;
        if (near == null) {
            return null;
        }
        double[] within = new NamedTimes(visible, times, query.zone()).within(first, near);
        double[] covered = first.candidates().row(0);
        double[] matched = covered;
        if (!query.question().rest().isEmpty()) {
            matched = lexicalView == null
                    ? first.scores()
                    : Sources.lexical(visible, lexicalView, query.rest()).values(first.candidates());
            LateInteraction rest = beside(query.question().rest());
            if (rest != null && rest.speaks()) {
                IntStream compared = Arrays.stream(first.best(COMPARED));
                IntStream timely = IntStream.range(0, within.length).filter(i -> within[i] > 0);
                IntStream.concat(compared, timely)
                        .forEach(i -> covered[i] = LateInteraction.sum(rest.nearest(first.features()[i].words())));
            }
        }
        double[] during = NamedTimes.values(within, covered, matched);
        return NamedTimes.answer(during) ? during : null;
    }

    /**
     * Returns which candidates state what a question for the state of one subject asks for, or null if it is no such
     * question or no candidate states it.
     */
    private double @Nullable [] state(FirstPass first, Recency recency) throws IOException {
        Question.State asked = query.question().state();
        boolean named = query.question().times().stream().anyMatch(time -> !time.relative());
        if (asked == null || named || !fuser.uses(Signals.STATE)) {
            return null;
        }
        Statements statements = new Statements(visible, first, asked, codes);
        return statements.values(recency.order());
    }

    private void addExchanges(Exchanges exchanges, int[] compared, Map<String, double[]> rows) {
        if (fuser.uses(Signals.EXCHANGE)) {
            rows.put(Signals.EXCHANGE, exchanges.together(compared));
        }
        if (fuser.uses(Signals.ANSWER)) {
            rows.put(Signals.ANSWER, exchanges.answers(compared));
        }
    }

    /** Returns the scores without the signals that depend on other candidates. */
    private double[] own(Map<String, double[]> rows, Candidates candidates) {
        Map<String, double[]> own = new LinkedHashMap<>(rows);
        own.keySet().removeAll(Signals.OF_OTHERS);
        return fuser.scores(table(own, candidates));
    }

    /**
     * Returns how much of the question each candidate covers by its words alone: its BM25 as a share of the greatest.
     * The scores cannot be used instead, because recency is part of them.
     */
    private double[] byWords(FirstPass first) {
        double[] row = lexicalView == null ? null : first.rows().get(Signals.bm25(lexicalView));
        if (row == null) {
            return first.scores();
        }
        double greatest = Arrays.stream(row).max().orElse(0);
        return Arrays.stream(row)
                .map(value -> greatest > 0 ? value / greatest : 0)
                .toArray();
    }

    /**
     * Returns 1 for each candidate whose text or search keys contain a rare word of the question. A search key counts
     * like the memory's own text, so it also raises the coverage in {@code covered}.
     */
    private double[] rare(LateInteraction words, FirstPass first, double[] covered) throws IOException {
        double[] row = Arrays.stream(first.features())
                .mapToDouble(features -> words.hasRare(features.words()) ? 1 : 0)
                .toArray();
        if (!words.rareWords().isEmpty() && first.rows().containsKey(Signals.bm25(ContextViews.KEYS))) {
            double[] keys = Sources.lexical(visible, ContextViews.KEYS, query.bag(words.rareWords()))
                    .values(first.candidates());
            for (int i = 0; i < row.length; i++) {
                if (keys[i] > 0) {
                    row[i] = 1;
                    covered[i] = covered[i] > words.rareShare() ? covered[i] : words.rareShare();
                }
            }
        }
        return row;
    }

    private static double[] normalized(double[] covered, CandidateFeatures[] features) {
        return IntStream.range(0, covered.length)
                .mapToDouble(i -> FirstPass.lateInteraction(covered[i], features[i].size()))
                .toArray();
    }

    private static double[] maxsim(LateInteraction words, FirstPass first) {
        double[] row = first.candidates().row(Double.NaN);
        for (int i : first.compared(COMPARED)) {
            row[i] = LateInteraction.sum(first.nearest(i, words));
        }
        return row;
    }
}
