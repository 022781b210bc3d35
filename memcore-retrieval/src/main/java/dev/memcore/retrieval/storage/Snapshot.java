package dev.memcore.retrieval.storage;

import dev.memcore.spi.index.ReadTime;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;

/**
 * What exists at one moment: the index, and the memtable of versions that are not in it yet. Every version is in exactly one of
 * the two; a version in the memtable replaces any older one in the index. Used by one reader at a time, who must {@link #close} it.
 */
public interface Snapshot extends AutoCloseable {
    /** The present versions. */
    DirectoryReader index();

    /** The present versions, and those that were replaced. */
    IndexReader all();

    /** Where the versions are that a moment of reading may see. */
    IndexReader index(ReadTime time);

    /** The model that its vectors are compared by. */
    VectorSpace space();

    /** The versions that are not in the index yet. */
    Memtable tail();

    @Override
    void close();
}
