package dev.memcore.retrieval.storage;

import dev.memcore.spi.index.ReadTime;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;

/**
 * The state of the store at one moment: the index, and the memtable of versions that are not indexed yet. Every version
 * is in exactly one of the two. A version in the memtable replaces any older one in the index. A snapshot has one user
 * at a time, who must {@link #close} it.
 */
public interface Snapshot extends AutoCloseable {
    /** Returns the index of the present versions. */
    DirectoryReader index();

    /** Returns the index of the present and the replaced versions. */
    IndexReader all();

    /** Returns the index that has the versions visible at a time. */
    IndexReader index(ReadTime time);

    /** Returns the vector space that this snapshot's recalls use. */
    VectorSpace space();

    /** Returns the memtable of the versions that are not indexed yet. */
    Memtable tail();

    @Override
    void close();
}
