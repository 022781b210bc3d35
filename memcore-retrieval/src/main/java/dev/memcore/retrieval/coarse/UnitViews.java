package dev.memcore.retrieval.coarse;

import dev.memcore.retrieval.document.MemoryDocument;
import dev.memcore.retrieval.document.Projector.Projection;
import dev.memcore.retrieval.document.VectorSpace;
import dev.memcore.retrieval.text.TermBag;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/**
 * The views by which coarse units are searched.
 *
 * @param lexical whose terms are counted, or null
 * @param dense whose vectors are added, or null
 * @param space whose vectors they are
 */
record UnitViews(@Nullable String lexical, @Nullable String dense, VectorSpace space) {
    /** Reads the documents of one segment, in ascending order. */
    Reading in(LeafReader leaf) throws IOException {
        return new Reading(
                lexical == null ? null : leaf.getNormValues(MemoryDocument.terms(lexical)),
                dense == null ? null : leaf.getBinaryDocValues(MemoryDocument.vector(dense, space.name())));
    }

    /** Adds a waiting version. */
    void add(Projection waiting, UnitHeap heap) {
        byte[] vector = dense == null ? null : waiting.vector(space, dense);
        heap.add(bag(waiting).rounded(), vector == null ? null : new BytesRef(vector), 1);
    }

    TermBag bag(Projection waiting) {
        return lexical == null ? TermBag.EMPTY : waiting.terms().getOrDefault(lexical, TermBag.EMPTY);
    }

    /** The views of one segment. */
    static final class Reading {
        private final @Nullable NumericDocValues lengths;
        private final @Nullable BinaryDocValues vectors;

        private Reading(@Nullable NumericDocValues lengths, @Nullable BinaryDocValues vectors) {
            this.lengths = lengths;
            this.vectors = vectors;
        }

        /** Adds a document, which comes after the one before, to a heap, or takes it away. */
        void add(int doc, UnitHeap heap, int times) throws IOException {
            int length = lengths != null && lengths.advanceExact(doc)
                    ? SmallFloat.byte4ToInt((byte) lengths.longValue())
                    : 0;
            heap.add(length, vectors != null && vectors.advanceExact(doc) ? vectors.binaryValue() : null, times);
        }
    }
}
