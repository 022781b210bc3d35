package dev.memcore.retrieval;

import dev.memcore.spi.ReadTime;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;

/**
 * What exists at one moment: the index, and the tail that is not in it yet. Every version is in exactly one of the two;
 * a version in the tail replaces any older one in the index. Held by one reader at a time, who must {@link #close} it.
 */
record Snapshot(Readers readers, Tail tail) implements AutoCloseable {
    /** The present versions. */
    DirectoryReader index() {
        return readers.present();
    }

    /** Where the versions are that a moment of reading may see. */
    IndexReader index(ReadTime time) {
        return readers.at(time);
    }

    /** The model that its vectors are compared by. */
    VectorSpace space() {
        return readers.space();
    }

    @Override
    public void close() {
        readers.release();
    }
}
