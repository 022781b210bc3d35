package dev.memcore.retrieval.visibility;

import static java.util.Objects.requireNonNull;

import dev.memcore.api.Memory;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.MemoryDocument.PassageOf;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.text.ByteVectors.VectorColumn;
import dev.memcore.retrieval.text.Passages;
import dev.memcore.retrieval.text.TermBag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memories that one reader sees in one snapshot: documents of the index, active waiting versions, and the term
 * statistics of both.
 */
public final class Visible {
    private final IndexReader index;
    private final Map<LeafReader, VisibleDocs> bySegment;
    private final List<Projection> waiting;
    private final VectorSpace space;
    private final Visibility.SegmentCaches kept;

    /** Where the index has the terms of the query. The sources share them, so each term is looked up once. */
    private final Map<Term, TermStates> states = new HashMap<>();

    private final Map<SegmentField, FieldTerms> terms = new HashMap<>();
    private @Nullable StoredFields stored;

    public Visible(
            IndexReader index,
            Map<LeafReader, VisibleDocs> bySegment,
            List<Projection> waiting,
            VectorSpace space,
            Visibility.SegmentCaches kept) {
        this.space = space;
        this.kept = kept;
        this.index = index;
        this.bySegment = bySegment;
        this.waiting = waiting;
    }

    private record SegmentField(Object segment, String field) {}

    /** The terms of one field in one segment. Its objects are reused for all terms of a query, because they are large. */
    private static final class FieldTerms {
        private final @Nullable TermsEnum terms;
        private @Nullable PostingsEnum postings;

        FieldTerms(LeafReader segment, String field) {
            try {
                Terms all = segment.terms(field);
                this.terms = all == null ? null : all.iterator();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void register(Term term, LeafReaderContext leaf, TermStates into) throws IOException {
            if (terms != null && terms.seekExact(term.bytes())) {
                into.register(terms.termState(), leaf.ord, terms.docFreq(), terms.totalTermFreq());
            }
        }

        @Nullable
        PostingsEnum postings(Term term, TermState state) throws IOException {
            if (terms == null) {
                return null;
            }
            terms.seekExact(term.bytes(), state);
            postings = terms.postings(postings, PostingsEnum.FREQS);
            return postings;
        }
    }

    private FieldTerms terms(LeafReaderContext leaf, String field) {
        return terms.computeIfAbsent(new SegmentField(leaf.id(), field), key -> new FieldTerms(leaf.reader(), field));
    }

    /** The number of documents that have a field, and the number of terms in it. */
    public record Lengths(long documents, long terms) {
        static final Lengths NONE = new Lengths(0, 0);

        Lengths plus(Lengths other) {
            return new Lengths(documents + other.documents, terms + other.terms);
        }
    }

    public IndexReader index() {
        return index;
    }

    /** Returns a searcher of the index. It has no query cache, because each query is used once. */
    public IndexSearcher searcher() {
        IndexSearcher searcher = new IndexSearcher(index);
        searcher.setQueryCache(null);
        return searcher;
    }

    /** Returns the vector space of this recall. */
    public VectorSpace space() {
        return space;
    }

    public VectorColumn column(LeafReaderContext leaf, String codes, int dimensions) {
        return kept.column(leaf, codes, dimensions);
    }

    public VisibleQuery query() {
        return new VisibleQuery(bySegment);
    }

    public long size() {
        return waiting.size() + documents();
    }

    /** Returns the number of visible documents of the index. */
    public long documents() {
        long documents = 0;
        for (VisibleDocs segment : bySegment.values()) {
            documents += segment.count();
        }
        return documents;
    }

    /** Returns the number of visible documents that have a lexical view, and the number of its terms. */
    public Lengths lengths(String view) {
        Lengths sum = Lengths.NONE;
        for (VisibleDocs segment : bySegment.values()) {
            sum = sum.plus(segment.lengths(MemoryDocument.terms(view)));
        }
        for (Projection projection : waiting) {
            TermBag bag = projection.terms().getOrDefault(view, TermBag.EMPTY);
            sum = sum.plus(new Lengths(bag.length() > 0 ? 1 : 0, bag.length()));
        }
        return sum;
    }

    /** Returns the features of the candidates, in their order. O(candidates). */
    public CandidateFeatures[] features(Candidates candidates) throws IOException {
        CandidateFeatures[] features = new CandidateFeatures[candidates.size()];
        forEachSegment(candidates, (leaf, document, candidate) -> {
            BinaryDocValues values = leaf.reader().getBinaryDocValues(MemoryDocument.FEATURES);
            for (int i = 0; i < candidate.length; i++) {
                boolean there = values != null && values.advanceExact(document[i]);
                features[candidate[i]] =
                        there ? CandidateFeatures.decode(values.binaryValue()) : CandidateFeatures.NONE;
            }
        });
        for (int i = 0; i < candidates.waiting().size(); i++) {
            features[candidates.firstWaiting() + i] =
                    candidates.waiting().get(i).projection().features();
        }
        return features;
    }

    /** Returns whether any document of the index, visible or not, has a field. */
    public boolean has(String field) throws IOException {
        for (LeafReaderContext leaf : index.leaves()) {
            if (leaf.reader().terms(field) != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns a query for a term of a lexical view. */
    public TermQuery term(String view, String word) {
        Term term = new Term(MemoryDocument.terms(view), word);
        return new TermQuery(term, states(term));
    }

    /**
     * Looks a term up in the segments with documents that are searched or counted in statistics. A search finds no
     * document in the others.
     */
    private TermStates states(Term term) {
        return states.computeIfAbsent(term, t -> {
            TermStates found = new TermStates(index.getContext());
            for (LeafReaderContext leaf : index.leaves()) {
                if (segment(leaf).isCounted()) {
                    try {
                        terms(leaf, t.field()).register(t, leaf, found);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
            return found;
        });
    }

    private VisibleDocs segment(LeafReaderContext leaf) {
        return requireNonNull(bySegment.get(leaf.reader()), "every segment has visible documents");
    }

    /**
     * Returns the documents of a segment that have a term of a lexical view, visible or not, with their frequencies;
     * null if there are none. The object is valid until the next call for the same segment and view.
     */
    public @Nullable PostingsEnum postings(LeafReaderContext leaf, String view, String word) throws IOException {
        return postings(leaf, new Term(MemoryDocument.terms(view), word));
    }

    private @Nullable PostingsEnum postings(LeafReaderContext leaf, Term term) throws IOException {
        IOSupplier<TermState> found = states(term).get(leaf);
        TermState state = found == null ? null : found.get();
        return state == null ? null : terms(leaf, term.field()).postings(term, state);
    }

    private int documentFrequency(Term term) {
        int found = 0;
        for (LeafReaderContext leaf : index.leaves()) {
            found += segment(leaf).documentFrequency(term, () -> postings(leaf, term));
        }
        return found;
    }

    /** Returns the number of visible documents that have a name. */
    public int entityFrequency(long entity) {
        int found = documentFrequency(new Term(MemoryDocument.ENTITY, Keys.entity(entity)));
        for (Projection projection : waiting) {
            found += projection.features().entities().contains(entity) ? 1 : 0;
        }
        return found;
    }

    /** Returns the number of visible documents that have a term in a lexical view. */
    public int documentFrequency(String view, String word) {
        int found = documentFrequency(new Term(MemoryDocument.terms(view), word));
        for (Projection projection : waiting) {
            found += projection.terms().getOrDefault(view, TermBag.EMPTY).frequency(word) > 0 ? 1 : 0;
        }
        return found;
    }

    public Memory memory(Candidates candidates, int candidate) throws IOException {
        if (candidate >= candidates.firstWaiting()) {
            return candidates
                    .waiting()
                    .get(candidate - candidates.firstWaiting())
                    .entry()
                    .memory();
        }
        return memory(candidates.documents()[candidate]);
    }

    /** Returns whether a document of the index, visible or not, or a waiting version has passages. */
    public boolean hasPassages() {
        return waiting.stream().anyMatch(projection -> projection.passage() != null)
                || index.leaves().stream()
                        .anyMatch(leaf -> leaf.reader().getFieldInfos().fieldInfo(MemoryDocument.PASSAGE) != null);
    }

    /** Returns the passage that a candidate is, or null if it is a whole memory. */
    public Passages.@Nullable Passage passage(Candidates candidates, int candidate) throws IOException {
        PassageOf passage;
        if (candidate >= candidates.firstWaiting()) {
            passage = candidates
                    .waiting()
                    .get(candidate - candidates.firstWaiting())
                    .projection()
                    .passage();
        } else {
            int document = candidates.documents()[candidate];
            LeafReaderContext leaf = index.leaves().get(ReaderUtil.subIndex(document, index.leaves()));
            passage = PassageOf.of(leaf.reader(), document - leaf.docBase);
        }
        return passage == null ? null : passage.range();
    }

    /** Returns the text of a candidate: of a passage, or of the whole memory. */
    public String text(Candidates candidates, int candidate) throws IOException {
        String text = memory(candidates, candidate).text();
        Passages.Passage passage = passage(candidates, candidate);
        return passage == null ? text : passage.of(text);
    }

    /** Returns the document of the whole memory to which a document belongs. */
    public int whole(int document) throws IOException {
        LeafReaderContext leaf = index.leaves().get(ReaderUtil.subIndex(document, index.leaves()));
        return leaf.docBase + PassageOf.whole(leaf.reader(), document - leaf.docBase);
    }

    /** Returns the memory of a document of the index. */
    public Memory memory(int document) throws IOException {
        StoredFields open = stored;
        if (open == null) {
            open = index.storedFields();
            stored = open;
        }
        return kept.memory(index, open, document);
    }

    /**
     * Receives the candidates of one segment: their document numbers in the segment, ascending, and their candidate
     * numbers.
     */
    public interface SegmentVisitor {
        void visit(LeafReaderContext leaf, int[] document, int[] candidate) throws IOException;
    }

    /** Visits the candidates that are documents, segment by segment, in ascending order. */
    public void forEachSegment(Candidates candidates, SegmentVisitor visitor) throws IOException {
        int[] documents = candidates.documents();
        int at = 0;
        while (at < documents.length) {
            LeafReaderContext leaf = index.leaves().get(ReaderUtil.subIndex(documents[at], index.leaves()));
            int end = at;
            while (end < documents.length
                    && documents[end] < leaf.docBase + leaf.reader().maxDoc()) {
                end++;
            }
            int[] within = new int[end - at];
            int[] numbers = new int[end - at];
            for (int i = 0; i < within.length; i++) {
                within[i] = documents[at + i] - leaf.docBase;
                numbers[i] = at + i;
            }
            visitor.visit(leaf, within, numbers);
            at = end;
        }
    }
}
