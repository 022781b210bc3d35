package dev.memcore.retrieval.visibility;

import dev.memcore.api.Kind;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.visibility.VisibleQuery.SegmentDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SmallFloat;
import org.apache.lucene.util.SparseFixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one index segment that a {@link VisibilityKey} selects, and their term statistics. For a moment of
 * the past, the statistics are those of all versions that the reader may see.
 *
 * <p>Isolation has two parts. Every search is restricted to these documents <em>inside</em> the index query. Term
 * statistics are counted over these documents only, so that one tenant's words never affect another tenant's ranking. A
 * segment never changes (a deletion creates a new view of it), so everything here is computed once and cached as long
 * as the segment is open.
 */
final class VisibleDocs implements SegmentDocuments {
    /** A set with less than this fraction of the segment's documents takes less memory as a sparse set. */
    private static final int SPARSE = 64;

    /** The maximum and the initial number of cached term counts. */
    private static final int MOST_TERMS = 4_096;

    private static final int FIRST_TERMS = 32;

    /** The size in bytes of a term with its count, by an estimate: an entry, a term, its bytes, a number. */
    private static final int BYTES_PER_TERM = 160;

    /** The size in bytes of this object, empty maps and the lengths of a few fields. */
    private static final int BYTES_BESIDE = 1_024;

    private final LeafReader leaf;
    private final BitSet docs;
    private final int count;

    /** The documents of the statistics: these, or all versions of them. */
    final VisibleDocs counted;

    private final Map<String, Visible.Lengths> lengths = new ConcurrentHashMap<>();
    private final Map<Term, Integer> frequencies = new ConcurrentHashMap<>();

    /**
     * The number of term counts that the weight of this set in the cache allows for; raised before the counts are
     * added. If 0, this set is not in the cache, and its counts are not cached either. Guarded by this, like the fields
     * below.
     */
    private int room;

    private int counts;

    /** Called when the weight has grown. */
    private Consumer<VisibleDocs> grown = docs -> {};

    private VisibleDocs(LeafReader leaf, FixedBitSet docs, @Nullable VisibleDocs counted) throws IOException {
        this.leaf = leaf;
        this.count = docs.cardinality();
        this.docs = count < leaf.maxDoc() / SPARSE ? sparse(docs) : docs;
        this.counted = counted == null ? this : counted;
    }

    static VisibleDocs of(LeafReader leaf, VisibilityKey key) throws IOException {
        FixedBitSet visible = readable(leaf, key.reader());
        if (key.activeOnly() && visible.cardinality() > 0) {
            FixedBitSet active = new FixedBitSet(leaf.maxDoc());
            Term status = new Term(MemoryDocument.STATUS, Status.ACTIVE.name());
            addAll(active, leaf.postings(status, PostingsEnum.NONE));
            visible.and(active);
        }
        confine(visible, leaf, key);
        for (String part : key.passages() ? List.of(MemoryDocument.WHOLE) : MemoryDocument.PASSAGES) {
            removeAll(visible, leaf.postings(new Term(MemoryDocument.PART, part), PostingsEnum.NONE));
        }
        removeDeleted(visible, leaf.getLiveDocs());
        return new VisibleDocs(leaf, visible, null);
    }

    /** Removes documents of other kinds and tiers than the selected ones. */
    private static void confine(FixedBitSet visible, LeafReader leaf, VisibilityKey key) throws IOException {
        if (!key.kinds().isEmpty()) {
            FixedBitSet kinds = new FixedBitSet(leaf.maxDoc());
            for (Kind kind : key.kinds()) {
                addAll(kinds, leaf.postings(new Term(MemoryDocument.KIND, kind.name()), PostingsEnum.NONE));
            }
            visible.and(kinds);
        } else if (!key.hidden()) {
            for (Kind kind : VisibilityKey.HIDDEN) {
                removeAll(visible, leaf.postings(new Term(MemoryDocument.KIND, kind.name()), PostingsEnum.NONE));
            }
        }
        for (Tier tier : Tier.values()) {
            if (!key.tiers().contains(tier)) {
                removeAll(visible, leaf.postings(new Term(MemoryDocument.TIER, tier.name()), PostingsEnum.NONE));
            }
        }
    }

    private static FixedBitSet readable(LeafReader leaf, @Nullable Principal reader) throws IOException {
        FixedBitSet readable = new FixedBitSet(leaf.maxDoc());
        if (reader == null) {
            readable.set(0, leaf.maxDoc());
            return readable;
        }
        for (String scope : Keys.visibleTo(reader.scope())) {
            addAll(readable, leaf.postings(new Term(MemoryDocument.SCOPE, scope), PostingsEnum.NONE));
        }
        if (readable.cardinality() > 0) {
            readable.and(labelled(leaf, reader));
        }
        return readable;
    }

    /**
     * Returns those documents that had been recorded by a moment and not replaced by then. The statistics stay those of
     * this set.
     */
    VisibleDocs at(Instant moment) throws IOException {
        IndexSearcher searcher = new IndexSearcher(leaf);
        searcher.setQueryCache(null);
        Query standing = searcher.rewrite(Filters.standingAt(moment));
        Scorer scorer =
                searcher.createWeight(standing, ScoreMode.COMPLETE_NO_SCORES, 1).scorer(leaf.getContext());
        FixedBitSet these = new FixedBitSet(leaf.maxDoc());
        if (scorer != null) {
            these.or(ConjunctionUtils.intersectIterators(List.of(iterator(), scorer.iterator())));
        }
        return new VisibleDocs(leaf, these, this);
    }

    /**
     * Returns the documents all of whose labels the reader is cleared for. A set of labels is one term, and there are
     * few of them.
     */
    private static FixedBitSet labelled(LeafReader leaf, Principal reader) throws IOException {
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

    private static void removeAll(FixedBitSet set, @Nullable PostingsEnum postings) throws IOException {
        if (postings != null) {
            set.andNot(postings);
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

    /**
     * Returns this set without some facts.
     *
     * @param counted whether the statistics are those of the remaining documents; if false, they stay those of this set
     */
    VisibleDocs without(DocumentSet facts, boolean counted) throws IOException {
        FixedBitSet left = new FixedBitSet(leaf.maxDoc());
        left.or(iterator());
        for (int doc : facts.ascending()) {
            left.clear(doc);
        }
        return new VisibleDocs(leaf, left, counted ? null : this.counted);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public DocIdSetIterator iterator() {
        return count == 0 ? DocIdSetIterator.empty() : new BitSetIterator(docs, count);
    }

    /** Returns whether a document is counted in the statistics: of this set, or of the one they are taken from. */
    boolean isCounted() {
        return counted.count > 0;
    }

    /**
     * Returns the number of documents that have a term. Counted once: O(the shorter of this set and the term's posting
     * list).
     *
     * @param reading reads the posting list of the term in this segment
     */
    int documentFrequency(Term term, PostingsReading reading) {
        return counted.frequency(term, reading);
    }

    /** Reads the posting list of a term in a segment. */
    interface PostingsReading {
        /** Returns a new posting list, or null if the segment does not have the term. */
        @Nullable
        PostingsEnum postings() throws IOException;
    }

    private int frequency(Term term, PostingsReading reading) {
        if (count == 0) {
            return 0;
        }
        Integer known = frequencies.get(term);
        if (known == null) {
            known = countDocuments(reading);
            keep(term, known);
        }
        return known;
    }

    private void keep(Term term, int documents) {
        Consumer<VisibleDocs> told;
        synchronized (this) {
            if (room == 0) {
                return;
            }
            if (counts >= MOST_TERMS) {
                frequencies.clear();
                counts = 0;
            }
            boolean grows = counts >= room;
            room = grows ? Math.min(MOST_TERMS, 2 * room) : room;
            told = grows ? grown : docs -> {};
            counts += frequencies.put(term, documents) == null ? 1 : 0;
        }
        told.accept(this); // outside the lock: the listener reads the weight and may evict this
    }

    /**
     * Notes that this set is in the cache.
     *
     * @param onGrowth called when the weight has grown
     */
    synchronized VisibleDocs kept(Consumer<VisibleDocs> onGrowth) {
        room = FIRST_TERMS;
        grown = onGrowth;
        return this;
    }

    /** Notes that this set was evicted. Recalls that still use it count its terms each time. */
    synchronized void letGo() {
        room = 0;
        counts = 0;
        frequencies.clear();
    }

    private int countDocuments(PostingsReading reading) {
        try {
            PostingsEnum postings = reading.postings();
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

    /**
     * Returns the lengths of these documents in a field, with the precision of the index's norms. Summed once:
     * O(documents).
     */
    Visible.Lengths lengths(String field) {
        return counted.length(field);
    }

    private Visible.Lengths length(String field) {
        return count == 0 ? Visible.Lengths.NONE : lengths.computeIfAbsent(field, this::sumLengths);
    }

    private Visible.Lengths sumLengths(String field) {
        try {
            NumericDocValues norms = leaf.getNormValues(field);
            long documents = 0;
            long terms = 0;
            DocIdSetIterator these = iterator();
            for (int doc = these.nextDoc();
                    norms != null && doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = these.nextDoc()) {
                int length = norms.advanceExact(doc) ? SmallFloat.byte4ToInt((byte) norms.longValue()) : 0;
                // A text of stop words has a norm, but no terms.
                documents += length > 0 ? 1 : 0;
                terms += length;
            }
            return new Visible.Lengths(documents, terms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the heap size in bytes, by an estimate. It includes the set that the statistics are taken from, because
     * only this set may refer to it.
     */
    int bytes() {
        long held = docs.ramBytesUsed() + (counted == this ? 0 : counted.docs.ramBytesUsed());
        return (int) Math.min(Integer.MAX_VALUE, BYTES_BESIDE + held + (long) room() * BYTES_PER_TERM);
    }

    private synchronized int room() {
        return room;
    }
}
