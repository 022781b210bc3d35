package dev.memcore.retrieval.visibility;

import dev.memcore.retrieval.visibility.VisibleQuery.SegmentDocuments;
import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;

/** An immutable set of documents of one segment. Two sets are equal if they have the same documents. */
final class DocumentSet implements SegmentDocuments {
    static final DocumentSet EMPTY = new DocumentSet(new int[0]);

    private final int[] ascending;
    private final int hash;

    private DocumentSet(int[] ascending) {
        this.ascending = ascending;
        this.hash = Arrays.hashCode(ascending);
    }

    /** Returns the set of some documents, which must be in ascending order. The array is not copied. */
    static DocumentSet of(int[] ascending) {
        return ascending.length == 0 ? EMPTY : new DocumentSet(ascending);
    }

    @Override
    public int count() {
        return ascending.length;
    }

    int[] ascending() {
        return ascending;
    }

    @Override
    public DocIdSetIterator iterator() {
        return new Iterator(ascending);
    }

    private static final class Iterator extends DocIdSetIterator {
        private final int[] ascending;
        private int at = -1;

        Iterator(int[] ascending) {
            this.ascending = ascending;
        }

        @Override
        public int docID() {
            if (at < 0) {
                return -1;
            }
            return at < ascending.length ? ascending[at] : NO_MORE_DOCS;
        }

        @Override
        public int nextDoc() {
            at = Math.min(at + 1, ascending.length);
            return docID();
        }

        @Override
        public int advance(int target) {
            int from = Math.min(at + 1, ascending.length);
            int found = Arrays.binarySearch(ascending, from, ascending.length, target);
            at = found >= 0 ? found : -found - 1;
            return docID();
        }

        @Override
        public long cost() {
            return ascending.length;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentSet that && hash == that.hash && Arrays.equals(ascending, that.ascending);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
