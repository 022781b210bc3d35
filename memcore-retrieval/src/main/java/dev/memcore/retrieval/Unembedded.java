package dev.memcore.retrieval;

import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.VectorSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Finds the documents of an index that lack the vectors of a model, or have vectors of a model that is not needed. */
final class Unembedded {
    private Unembedded() {}

    /** A document, within its segment. */
    record Place(LeafReaderContext leaf, int document) {
        int global() {
            return leaf.docBase + document;
        }
    }

    /**
     * Returns the first of these documents. O(documents of the affected segments / 64 + documents with the wanted
     * marks).
     *
     * @param wanted the {@linkplain MemoryDocument#EMBEDDED marks} that every document should have
     * @param kept the marks that a document may have
     * @param from the number of the first document that is examined
     * @param most the maximum number of documents to return
     */
    static List<Place> find(IndexReader index, Set<String> wanted, Set<String> kept, int from, int most)
            throws IOException {
        List<Place> found = new ArrayList<>();
        for (LeafReaderContext leaf : index.leaves()) {
            int first = Math.max(0, from - leaf.docBase);
            if (found.size() < most && first < leaf.reader().maxDoc()) {
                add(leaf, wanted, kept, first, most, found);
            }
        }
        return found;
    }

    private static void add(
            LeafReaderContext leaf, Set<String> wanted, Set<String> kept, int first, int most, List<Place> found)
            throws IOException {
        LeafReader reader = leaf.reader();
        List<BytesRef> needless = needless(reader, kept);
        FixedBitSet stale = new FixedBitSet(reader.maxDoc());
        for (String mark : wanted) {
            addWithout(stale, reader, new Term(MemoryDocument.EMBEDDED, mark));
        }
        if (needless.isEmpty() && stale.cardinality() == 0) {
            return;
        }
        for (BytesRef space : needless) {
            PostingsEnum marked = reader.postings(new Term(MemoryDocument.EMBEDDED, space), PostingsEnum.NONE);
            if (marked != null) {
                stale.or(marked);
            }
        }
        for (String part : MemoryDocument.PASSAGES) { // passages are written together with the whole
            PostingsEnum passages = reader.postings(new Term(MemoryDocument.PART, part), PostingsEnum.NONE);
            if (passages != null) {
                stale.andNot(passages);
            }
        }
        Bits live = reader.getLiveDocs();
        for (int doc = next(stale, first);
                doc != DocIdSetIterator.NO_MORE_DOCS && found.size() < most;
                doc = next(stale, doc + 1)) {
            if (live == null || live.get(doc)) {
                found.add(new Place(leaf, doc));
            }
        }
    }

    private static int next(FixedBitSet set, int from) {
        return from < set.length() ? set.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
    }

    private static List<BytesRef> needless(LeafReader reader, Set<String> kept) throws IOException {
        List<BytesRef> needless = new ArrayList<>();
        Terms spaces = reader.terms(MemoryDocument.EMBEDDED);
        if (spaces != null) {
            TermsEnum each = spaces.iterator();
            for (BytesRef space = each.next(); space != null; space = each.next()) {
                if (!kept.contains(space.utf8ToString())) {
                    needless.add(BytesRef.deepCopyOf(space));
                }
            }
        }
        return needless;
    }

    /** Adds the documents that do not have a term. */
    private static void addWithout(FixedBitSet set, LeafReader reader, Term term) throws IOException {
        if (reader.docFreq(term) == reader.maxDoc()) {
            return;
        }
        FixedBitSet without = new FixedBitSet(reader.maxDoc());
        without.set(0, reader.maxDoc());
        PostingsEnum documents = reader.postings(term, PostingsEnum.NONE);
        while (documents != null && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            without.clear(documents.docID());
        }
        set.or(without);
    }

    /** Whether a document has its vectors of a space. */
    static boolean in(VectorSpace space, Place place) throws IOException {
        PostingsEnum marked =
                place.leaf().reader().postings(new Term(MemoryDocument.EMBEDDED, space.name()), PostingsEnum.NONE);
        return marked != null && marked.advance(place.document()) == place.document();
    }

    /** The number of documents that have their vectors of a space, passages included. Costs as {@link #count}. */
    static long count(IndexReader index, VectorSpace space) throws IOException {
        return count(index, new Term(MemoryDocument.EMBEDDED, space.name()));
    }

    /** The number of documents of passages. Costs as {@link #count}. */
    static long passages(IndexReader index) throws IOException {
        long count = 0;
        for (String part : MemoryDocument.PASSAGES) {
            count += count(index, new Term(MemoryDocument.PART, part));
        }
        return count;
    }

    /**
     * The number of documents that have a term. O(1) for a segment without deletions, otherwise O(documents with the
     * term).
     */
    private static long count(IndexReader index, Term mark) throws IOException {
        long count = 0;
        for (LeafReaderContext leaf : index.leaves()) {
            count += leaf.reader().hasDeletions()
                    ? live(
                            leaf.reader().postings(mark, PostingsEnum.NONE),
                            leaf.reader().getLiveDocs())
                    : leaf.reader().docFreq(mark);
        }
        return count;
    }

    private static int live(@Nullable PostingsEnum documents, @Nullable Bits live) throws IOException {
        int count = 0;
        while (documents != null && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            count += live == null || live.get(documents.docID()) ? 1 : 0;
        }
        return count;
    }
}
