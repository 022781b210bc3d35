package dev.memcore.retrieval.document;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Looks up the one document that has a term. */
public final class Lookup {
    private static final int NONE = -1;

    private Lookup() {}

    public static boolean has(IndexReader index, MemoryId id) throws IOException {
        return document(index, idTerm(id)) != NONE;
    }

    /** The memory with an id, or null. O(segments). */
    public static @Nullable Memory memory(IndexReader index, MemoryId id) throws IOException {
        return memory(index, idTerm(id));
    }

    public static @Nullable Memory memory(IndexReader index, Term term) throws IOException {
        int document = document(index, term);
        return document == NONE ? null : new StoredMemory(index.storedFields().document(document)).memory();
    }

    private static Term idTerm(MemoryId id) {
        return new Term(MemoryDocument.ID, Keys.of(id));
    }

    private static int document(IndexReader index, Term term) throws IOException {
        for (LeafReaderContext leaf : index.leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            if (postings != null) {
                int doc = nextLive(postings, leaf.reader().getLiveDocs());
                if (doc != DocIdSetIterator.NO_MORE_DOCS) {
                    return leaf.docBase + doc;
                }
            }
        }
        return NONE;
    }

    /** The next document that was not deleted, or {@link DocIdSetIterator#NO_MORE_DOCS}. */
    public static int nextLive(PostingsEnum documents, @Nullable Bits live) throws IOException {
        int doc = documents.nextDoc();
        while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
            doc = documents.nextDoc();
        }
        return doc;
    }
}
