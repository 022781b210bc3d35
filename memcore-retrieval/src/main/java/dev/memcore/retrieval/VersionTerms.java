package dev.memcore.retrieval;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.Keys;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/** Visits terms that are {@linkplain Keys#version versions}. */
final class VersionTerms {
    private VersionTerms() {}

    /** Receives each term, segment by segment. */
    interface Visitor {
        void visit(LeafReaderContext leaf, TermsEnum at) throws IOException;
    }

    /**
     * Visits the terms of a field that are versions of some memories before a given version.
     *
     * @param ends for each memory, the first version that is not visited
     */
    static void before(IndexReader index, String field, Map<MemoryId, Integer> ends, Visitor visitor)
            throws IOException {
        for (LeafReaderContext leaf : index.leaves()) {
            Terms terms = leaf.reader().terms(field);
            if (terms != null) {
                TermsEnum all = terms.iterator();
                for (Map.Entry<MemoryId, Integer> end : ends.entrySet()) {
                    before(leaf, all, end.getKey(), end.getValue(), visitor);
                }
            }
        }
    }

    private static void before(LeafReaderContext leaf, TermsEnum terms, MemoryId id, int end, Visitor visitor)
            throws IOException {
        if (terms.seekCeil(Keys.version(id, 0)) == TermsEnum.SeekStatus.END) {
            return;
        }
        BytesRef last = Keys.version(id, end);
        for (BytesRef at = terms.term(); at != null && at.compareTo(last) < 0; at = terms.next()) {
            visitor.visit(leaf, terms);
        }
    }
}
