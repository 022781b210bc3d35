package dev.memcore.retrieval.sight;

import org.apache.lucene.search.DocIdSetIterator;

/** Some documents of one segment. */
public interface SegmentDocuments {
    /** How many they are. */
    int count();

    /** The documents, ascending; a new iterator for each call. */
    DocIdSetIterator iterator();
}
