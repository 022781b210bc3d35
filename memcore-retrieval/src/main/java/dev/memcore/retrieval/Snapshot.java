package dev.memcore.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DirectoryReader;

/**
 * What exists at one moment: the index, and the tail that is not in it yet. Every version is in exactly one of the two;
 * a version in the tail replaces any older one in the index. Held by one reader at a time, who must {@link #close} it.
 */
record Snapshot(DirectoryReader index, Tail tail) implements AutoCloseable {
    @Override
    public void close() {
        try {
            index.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
