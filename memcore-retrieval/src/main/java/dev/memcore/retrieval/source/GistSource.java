package dev.memcore.retrieval.source;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds memories by their gists. A gist is a memory that was derived from others, such as the summary of a session. The
 * source first searches the gists that fit the query best, whether or not the query's filter admits them. Then it finds
 * the memories that these were derived from, and so on down to the fourth level. The value of a memory is the fit of
 * the best gist above it, in [0, 1].
 *
 * <p>This follows MemTree (Rezazadeh et al., 2024) and H-MEM (Sun and Zeng, 2025), whose layers are gists of gists. The
 * flat sources are used besides it. Memories that the reader cannot see are neither matched nor followed. Without gists
 * it only costs a check of the segments' field names.
 */
final class GistSource implements SignalSource {
    /** The maximum number of gists found by their words, and the maximum found by their vectors. */
    private static final int FOUND = 50;

    /** The maximum number of memories found by their gists: those with the best gists. */
    private static final int ADMITTED = 100;

    /** The number of levels that are followed, as in H-MEM. */
    private static final int LEVELS = 4;

    /**
     * A gist with at most this fit is unrelated. The range above is scaled to [0, 1], as in {@code LateInteraction}.
     */
    private static final double UNRELATED = 0.3;

    private final Visible visible;
    private final @Nullable LexicalSource words;
    private final @Nullable DenseSource vectors;
    private final Query gists;
    private final List<Candidates.Waiting> waiting;
    private @Nullable Map<MemoryId, Double> lifted;

    /**
     * Creates the source of a query.
     *
     * @param seen the view in which gists are searched
     * @param words scores the gists' words, or null
     * @param vectors scores the gists' vectors, or null
     */
    GistSource(ReaderView seen, @Nullable LexicalSource words, @Nullable DenseSource vectors) {
        this.visible = seen.visible();
        this.words = words;
        this.vectors = vectors;
        this.gists = new BooleanQuery.Builder()
                .add(new FieldExistsQuery(MemoryDocument.SOURCES), Occur.FILTER)
                .add(seen.inForce(), Occur.FILTER)
                .build();
        this.waiting = seen.waiting().stream()
                .filter(entry -> !sources(entry.entry().memory()).isEmpty())
                .toList();
    }

    @Override
    public String signal() {
        return Signals.GIST;
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        List<MemoryId> best = lifted().entrySet().stream()
                .sorted(Map.Entry.<MemoryId, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.min(count, ADMITTED))
                .map(Map.Entry::getKey)
                .toList();
        return best.isEmpty() ? List.of() : search(best, filter);
    }

    private List<ScoreDoc> search(Collection<MemoryId> ids, Query filter) throws IOException {
        Query these = new BooleanQuery.Builder()
                .add(MemoryDocument.searchedOnce(ids.stream().map(Keys::of).toList()), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        return Arrays.asList(visible.searcher().search(these, ids.size()).scoreDocs);
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] values = candidates.row(0);
        Map<MemoryId, Double> known = lifted();
        if (!known.isEmpty()) {
            CandidateFeatures[] features = visible.features(candidates);
            Arrays.setAll(values, i -> known.getOrDefault(features[i].id(), 0.0));
        }
        return values;
    }

    private Map<MemoryId, Double> lifted() throws IOException {
        Map<MemoryId, Double> known = lifted;
        if (known == null) {
            known = lift();
            lifted = known;
        }
        return known;
    }

    private Map<MemoryId, Double> lift() throws IOException {
        boolean indexed = indexed();
        if (!indexed && waiting.isEmpty()) {
            return Map.of();
        }
        SortedSet<Integer> documents = new TreeSet<>();
        for (SignalSource source : Arrays.asList(words, vectors)) {
            if (indexed && source != null) {
                source.best(gists, FOUND).forEach(hit -> documents.add(hit.doc));
            }
        }
        Candidates found = candidates(documents, waiting);
        double[] fits = fits(found);
        Map<MemoryId, Double> all = new HashMap<>();
        Set<MemoryId> reached = new HashSet<>();
        for (int level = 0; level < LEVELS && found.size() > 0; level++) {
            Map<MemoryId, Double> below = new HashMap<>();
            List<List<MemoryId>> sources = sources(found);
            for (int i = 0; i < fits.length; i++) {
                for (MemoryId source : fits[i] > 0 ? sources.get(i) : List.<MemoryId>of()) {
                    below.merge(source, fits[i], Math::max);
                    all.merge(source, fits[i], Math::max);
                }
            }
            below.keySet().removeIf(id -> !reached.add(id));
            found = below(below.keySet(), indexed);
            double[] next = new double[found.size()];
            CandidateFeatures[] features = visible.features(found);
            Arrays.setAll(next, i -> all.getOrDefault(features[i].id(), 0.0));
            fits = next;
        }
        return all;
    }

    /** Returns those of the memories that are gists themselves. */
    private Candidates below(Set<MemoryId> ids, boolean indexed) throws IOException {
        SortedSet<Integer> documents = new TreeSet<>();
        if (indexed && !ids.isEmpty()) {
            search(ids, gists).forEach(hit -> documents.add(hit.doc));
        }
        return candidates(
                documents,
                waiting.stream()
                        .filter(entry -> ids.contains(entry.entry().memory().id()))
                        .toList());
    }

    private static Candidates candidates(SortedSet<Integer> documents, List<Candidates.Waiting> waiting) {
        return new Candidates(documents.stream().mapToInt(Integer::intValue).toArray(), waiting);
    }

    private boolean indexed() {
        for (LeafReaderContext leaf : visible.index().leaves()) {
            if (leaf.reader().getFieldInfos().fieldInfo(MemoryDocument.SOURCES) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the fit of each gist in [0, 1]: the mean of its BM25, as a share of the
     * {@linkplain LexicalSource#possible upper bound}, and its cosine, scaled from {@value #UNRELATED}.
     */
    private double[] fits(Candidates found) throws IOException {
        double[] fits = found.row(0);
        if (words != null && words.possible() > 0) {
            double[] bm25 = words.values(found);
            Arrays.setAll(fits, i -> bm25[i] / words.possible());
        }
        if (vectors != null) {
            double[] cosines = vectors.values(found);
            Arrays.setAll(fits, i -> (fits[i] + (Double.isNaN(cosines[i]) ? 0 : Math.max(0, cosines[i]))) / 2);
        }
        return Arrays.stream(fits)
                .map(fit -> Math.clamp((fit - UNRELATED) / (1 - UNRELATED), 0, 1))
                .toArray();
    }

    private List<List<MemoryId>> sources(Candidates found) throws IOException {
        List<List<MemoryId>> sources = new ArrayList<>();
        visible.forEachSegment(found, (leaf, document, candidate) -> {
            BinaryDocValues values = DocValues.getBinary(leaf.reader(), MemoryDocument.SOURCES);
            for (int doc : document) {
                BytesRef ids = values.advanceExact(doc) ? values.binaryValue() : new BytesRef();
                sources.add(Keys.all(ids));
            }
        });
        found.waiting().forEach(entry -> sources.add(sources(entry.entry().memory())));
        return sources;
    }

    private static List<MemoryId> sources(Memory memory) {
        return List.copyOf(memory.observation().derivedFrom());
    }
}
