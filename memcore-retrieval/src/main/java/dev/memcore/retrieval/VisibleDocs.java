package dev.memcore.retrieval;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Reader;
import dev.memcore.api.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SmallFloat;
import org.apache.lucene.util.SparseFixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one index segment that one reader may see and that are active, and the statistics of exactly these.
 *
 * <p>It is both walls at once: every search is confined to these documents <em>inside</em> the index query, and term
 * statistics are counted over them alone, so that one tenant's words never move another's ranking. A segment never
 * changes (a deletion makes a new view of it), so everything here is computed once and kept as long as the segment lives.
 */
final class VisibleDocs {
    /** Below this share of the segment, a sparse set is smaller. */
    private static final int SPARSE = 64;

    /** How many terms' counts are kept. */
    private static final int MOST_TERMS = 4_096;

    private final LeafReader leaf;
    private final BitSet docs;
    private final int count;
    private final Map<String, Lengths> lengths = new ConcurrentHashMap<>();
    private final Map<Term, Integer> frequencies = new ConcurrentHashMap<>();

    private VisibleDocs(LeafReader leaf, BitSet docs, int count) {
        this.leaf = leaf;
        this.docs = docs;
        this.count = count;
    }

    /** How many documents have a field, and how many terms they have in it. */
    record Lengths(long documents, long terms) {
        static final Lengths NONE = new Lengths(0, 0);

        Lengths plus(Lengths other) {
            return new Lengths(documents + other.documents, terms + other.terms);
        }
    }

    static VisibleDocs of(LeafReader leaf, Reader reader) throws IOException {
        FixedBitSet visible = new FixedBitSet(leaf.maxDoc());
        for (String scope : Keys.visibleTo(reader.scope())) {
            addAll(visible, leaf.postings(new Term(MemoryDocument.SCOPE, scope), PostingsEnum.NONE));
        }
        if (visible.cardinality() > 0) {
            visible.and(labelled(leaf, reader));
            FixedBitSet active = new FixedBitSet(leaf.maxDoc());
            Term status = new Term(MemoryDocument.STATUS, Status.ACTIVE.name());
            addAll(active, leaf.postings(status, PostingsEnum.NONE));
            visible.and(active);
            removeDeleted(visible, leaf.getLiveDocs());
        }
        int count = visible.cardinality();
        return new VisibleDocs(leaf, count < leaf.maxDoc() / SPARSE ? sparse(visible) : visible, count);
    }

    /** The documents all of whose labels the reader is cleared for. A set of labels is one term; there are few of them. */
    private static FixedBitSet labelled(LeafReader leaf, Reader reader) throws IOException {
        FixedBitSet cleared = new FixedBitSet(leaf.maxDoc());
        Terms sets = leaf.terms(MemoryDocument.LABELS);
        if (sets != null) {
            TermsEnum each = sets.iterator();
            for (BytesRef set = each.next(); set != null; set = each.next()) {
                if (reader.clearances().containsAll(Keys.labels(set.utf8ToString()))) {
                    addAll(cleared, each.postings(null, PostingsEnum.NONE));
                }
            }
        }
        return cleared;
    }

    private static void addAll(FixedBitSet set, @Nullable PostingsEnum postings) throws IOException {
        if (postings != null) {
            set.or(postings);
        }
    }

    private static void removeDeleted(FixedBitSet set, @Nullable Bits live) {
        if (live != null) {
            for (int doc = set.nextSetBit(0);
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = doc + 1 < set.length() ? set.nextSetBit(doc + 1) : DocIdSetIterator.NO_MORE_DOCS) {
                if (!live.get(doc)) {
                    set.clear(doc);
                }
            }
        }
    }

    private static BitSet sparse(FixedBitSet set) throws IOException {
        SparseFixedBitSet sparse = new SparseFixedBitSet(set.length());
        sparse.or(new BitSetIterator(set, set.cardinality()));
        return sparse;
    }

    int count() {
        return count;
    }

    boolean contains(int doc) {
        return docs.get(doc);
    }

    DocIdSetIterator iterator() {
        return count == 0 ? DocIdSetIterator.empty() : new BitSetIterator(docs, count);
    }

    /** How many of these documents have a term. Counted once: O(the shorter of these documents and the term's). */
    int documentFrequency(Term term) {
        if (frequencies.size() > MOST_TERMS) {
            frequencies.clear();
        }
        return count == 0 ? 0 : frequencies.computeIfAbsent(term, this::countDocuments);
    }

    private int countDocuments(Term term) {
        try {
            PostingsEnum postings = leaf.postings(term, PostingsEnum.NONE);
            if (postings == null) {
                return 0;
            }
            int found = 0;
            if (count < postings.cost() / 8) {
                DocIdSetIterator these = iterator();
                for (int doc = these.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = these.nextDoc()) {
                    int at = postings.docID() < doc ? postings.advance(doc) : postings.docID();
                    found += at == doc ? 1 : 0;
                }
            } else {
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    found += docs.get(doc) ? 1 : 0;
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lengths of these documents in a field, as precisely as the index keeps them. Summed once: O(documents). */
    Lengths lengths(String field) {
        return count == 0 ? Lengths.NONE : lengths.computeIfAbsent(field, this::sumLengths);
    }

    private Lengths sumLengths(String field) {
        try {
            NumericDocValues norms = leaf.getNormValues(field);
            long documents = 0;
            long terms = 0;
            DocIdSetIterator these = iterator();
            for (int doc = these.nextDoc();
                    norms != null && doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = these.nextDoc()) {
                if (norms.advanceExact(doc)) {
                    documents++;
                    terms += SmallFloat.byte4ToInt((byte) norms.longValue());
                }
            }
            return new Lengths(documents, terms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int bytes() {
        return 256 + (int) Math.min(Integer.MAX_VALUE / 2, docs.ramBytesUsed());
    }

    /** Keeps what was computed, for as long as the segment lives and memory allows. Thread-safe. */
    static final class Cached {
        private static final long BYTES_PER_SEGMENT = 8L << 20;

        private final Map<Object, Cache<Reader, VisibleDocs>> segments = new ConcurrentHashMap<>();

        VisibleDocs of(LeafReader leaf, Reader reader) {
            var helper = leaf.getReaderCacheHelper();
            Cache<Reader, VisibleDocs> readers = segments.computeIfAbsent(helper.getKey(), key -> {
                helper.addClosedListener(segments::remove);
                return Caffeine.newBuilder()
                        .maximumWeight(BYTES_PER_SEGMENT)
                        .weigher((Reader r, VisibleDocs docs) -> docs.bytes())
                        .executor(Runnable::run)
                        .build();
            });
            return readers.get(reader, r -> {
                try {
                    return VisibleDocs.of(leaf, r);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
