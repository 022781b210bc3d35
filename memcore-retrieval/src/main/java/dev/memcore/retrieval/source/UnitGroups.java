package dev.memcore.retrieval.source;

import dev.memcore.retrieval.source.UnitSource.UnitTotals;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.text.TermBag.Bm25;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/**
 * Adds up documents in groups, and computes how well each group fits a query as if it were one text. For one query, one
 * thread.
 */
final class UnitGroups {
    private final UnitViews views;
    private final List<Map.Entry<String, Integer>> terms;
    private final byte @Nullable [] vector;
    private final UnitTotals[] totals;

    /** For each group, the frequency of each term of the query. */
    private final long[][] frequencies;

    /**
     * Creates empty groups.
     *
     * @param groups the number of groups
     * @param query the terms of the query
     * @param vector the vector of the query, or null
     */
    UnitGroups(int groups, UnitViews views, TermBag query, byte @Nullable [] vector) {
        this.views = views;
        this.terms = List.copyOf(query.frequencies().entrySet());
        this.vector = vector;
        this.totals = new UnitTotals[groups];
        this.frequencies = new long[groups][terms.size()];
        Arrays.setAll(totals, group -> new UnitTotals());
    }

    /** Adds the totals of some documents to a group. Their terms must be {@linkplain #tally counted} separately. */
    void add(UnitTotals heap, int group) {
        totals[group].add(heap);
    }

    /** Adds a waiting version. */
    void add(Projection waiting, int group) {
        views.add(waiting, totals[group]);
        TermBag bag = views.bag(waiting);
        for (int t = 0; t < terms.size(); t++) {
            frequencies[group][t] += bag.frequency(terms.get(t).getKey());
        }
    }

    /**
     * Adds documents to their groups, or removes them. Their terms must be {@linkplain #tally counted} separately.
     *
     * @param docs the numbers of the documents in the segment, ascending
     * @param groups the group of each document
     * @param times 1 to add, -1 to remove
     */
    void add(LeafReader leaf, int[] docs, int[] groups, int times) throws IOException {
        UnitViews.Reading reading = views.in(leaf);
        for (int i = 0; i < docs.length; i++) {
            reading.add(docs[i], totals[groups[i]], times);
        }
    }

    /**
     * Counts the terms of the query in documents. O(terms * the shorter of the documents and a term's posting list).
     */
    void tally(LeafReader leaf, int[] docs, int[] groups) throws IOException {
        String view = views.lexical();
        for (int t = 0; view != null && docs.length > 0 && t < terms.size(); t++) {
            Term term = new Term(MemoryDocument.terms(view), terms.get(t).getKey());
            PostingsEnum postings = leaf.postings(term, PostingsEnum.FREQS);
            if (postings != null) {
                tally(postings, t, docs, groups);
            }
        }
    }

    private void tally(PostingsEnum postings, int term, int[] docs, int[] groups) throws IOException {
        int i = 0;
        int doc = postings.advance(docs[0]);
        while (doc != DocIdSetIterator.NO_MORE_DOCS) {
            int at = Arrays.binarySearch(docs, i, docs.length, doc);
            if (at >= 0) {
                frequencies[groups[at]][term] += postings.freq();
            }
            i = at >= 0 ? at + 1 : -at - 1;
            doc = i == docs.length ? DocIdSetIterator.NO_MORE_DOCS : postings.advance(docs[i]);
        }
    }

    /**
     * Returns how well each group fits, in [0, 1]: the mean of two values. The first is BM25 over the groups, as a
     * share of its upper bound. The second is the cosine of the query and the mean of the group's vectors. O(groups *
     * (terms + dimensions)).
     */
    double[] fits() {
        long length = Arrays.stream(totals).mapToLong(UnitTotals::terms).sum();
        double averageLength = Math.max(1, (double) length / Math.max(1, totals.length));
        Bm25 bm25 = new Bm25(totals.length);
        double[] idf = new double[terms.size()];
        double possible = 0;
        for (int t = 0; t < idf.length; t++) {
            idf[t] = terms.get(t).getValue() * bm25.idf(holders(t));
            possible += idf[t];
        }
        double[] fits = new double[totals.length];
        for (int group = 0; group < fits.length; group++) {
            double lexical = possible == 0 ? 0 : bm25(group, idf, averageLength) / possible;
            double cosine = vector == null ? 0 : Math.max(0, totals[group].cosine(vector));
            fits[group] = Math.min(1, (lexical + cosine) / 2);
        }
        return fits;
    }

    private long holders(int term) {
        return Arrays.stream(frequencies).filter(row -> row[term] > 0).count();
    }

    /** Computes BM25 without rounding lengths, because a group is longer than any text. */
    private double bm25(int group, double[] idf, double averageLength) {
        double norm = Bm25.K1 * (1 - Bm25.B + Bm25.B * totals[group].terms() / averageLength);
        double sum = 0;
        for (int t = 0; t < idf.length; t++) {
            long frequency = frequencies[group][t];
            sum += idf[t] * frequency / (frequency + norm);
        }
        return sum;
    }

    /**
     * The views that coarse units are compared by.
     *
     * @param lexical the view whose terms are counted, or null
     * @param dense the view whose vectors are added, or null
     * @param space the space of the vectors
     */
    record UnitViews(@Nullable String lexical, @Nullable String dense, VectorSpace space) {
        /** Returns a reading of one segment. */
        Reading in(LeafReader leaf) throws IOException {
            return new Reading(
                    lexical == null ? null : leaf.getNormValues(MemoryDocument.terms(lexical)),
                    dense == null ? null : leaf.getBinaryDocValues(MemoryDocument.vector(dense, space.name())));
        }

        /** Adds a waiting version. */
        void add(Projection waiting, UnitTotals heap) {
            byte[] vector = dense == null ? null : waiting.vector(space, dense);
            heap.add(bag(waiting).rounded(), vector == null ? null : new BytesRef(vector), 1);
        }

        TermBag bag(Projection waiting) {
            return lexical == null ? TermBag.EMPTY : waiting.terms().getOrDefault(lexical, TermBag.EMPTY);
        }

        /** Reads the views of documents of one segment, in ascending order. */
        static final class Reading {
            private final @Nullable NumericDocValues lengths;
            private final @Nullable BinaryDocValues vectors;

            private Reading(@Nullable NumericDocValues lengths, @Nullable BinaryDocValues vectors) {
                this.lengths = lengths;
                this.vectors = vectors;
            }

            /**
             * Adds a document to totals, or removes it. Each document must come after the one before.
             *
             * @param times 1 to add, -1 to remove
             */
            void add(int doc, UnitTotals heap, int times) throws IOException {
                int length = lengths != null && lengths.advanceExact(doc)
                        ? SmallFloat.byte4ToInt((byte) lengths.longValue())
                        : 0;
                heap.add(length, vectors != null && vectors.advanceExact(doc) ? vectors.binaryValue() : null, times);
            }
        }
    }
}
