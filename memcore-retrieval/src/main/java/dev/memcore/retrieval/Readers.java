package dev.memcore.retrieval;

import dev.memcore.io.FileThread;
import dev.memcore.io.Uninterruptibly;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readers of the two Lucene indexes at one moment: of the present versions, and of the replaced versions. A read of the
 * present does not use the second one. They are reference-counted together: both stay open until the last user releases
 * them.
 */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final DirectoryReader present;
    private final DirectoryReader history;
    private final VectorSpace space;
    private final FileThread thread;
    private final Both both;

    /**
     * A reader over both indexes, which holds a reference to each. After the last release, the file thread closes it,
     * because closing deletes files and waits for the writer.
     */
    private static final class Both extends MultiReader {
        private final FileThread thread;
        private final CountDownLatch closed = new CountDownLatch(1);

        Both(DirectoryReader present, DirectoryReader history, FileThread thread) throws IOException {
            super(new IndexReader[] {present, history}, false);
            this.thread = thread;
        }

        @Override
        protected synchronized void doClose() {
            thread.execute(this::closeParts);
        }

        private void closeParts() {
            try {
                super.doClose();
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "a reader of the index could not be closed; its files are deleted when the index is opened", e);
            } finally {
                closed.countDown();
            }
        }
    }

    private Readers(DirectoryReader present, DirectoryReader history, VectorSpace space, FileThread thread)
            throws IOException {
        this.present = present;
        this.history = history;
        this.space = space;
        this.thread = thread;
        this.both = new Both(present, history, thread);
        makeContexts();
    }

    /**
     * Makes the contexts of the readers before other threads can ask for them. Lucene makes a context at the first
     * request, without a lock. Two threads could get two contexts, and a weight of one rejects the segments of the other.
     */
    private void makeContexts() {
        present.getContext();
        history.getContext();
        both.getContext();
    }

    static Readers open(Writers writers, VectorSpace space) throws IOException {
        try (DirectoryReader present = DirectoryReader.open(writers.present());
                DirectoryReader history = DirectoryReader.open(writers.history())) {
            return new Readers(present, history, space, writers.thread());
        }
    }

    /** Returns readers of the newest state, or this object if nothing has changed. */
    Readers refreshed(Writers writers) throws IOException {
        try (DirectoryReader newPresent = DirectoryReader.openIfChanged(present, writers.present());
                DirectoryReader newHistory = DirectoryReader.openIfChanged(history, writers.history())) {
            return newPresent == null && newHistory == null
                    ? this
                    : new Readers(
                            newPresent == null ? present : newPresent,
                            newHistory == null ? history : newHistory,
                            space,
                            thread);
        }
    }

    /** Returns readers of the same indexes whose searches use another model. They must be released separately. */
    Readers answeringBy(VectorSpace other) throws IOException {
        return new Readers(present, history, other, thread);
    }

    /** The vector space that searches use. */
    VectorSpace space() {
        return space;
    }

    DirectoryReader present() {
        return present;
    }

    DirectoryReader history() {
        return history;
    }

    IndexReader all() {
        return both;
    }

    /** The index that contains all versions that a read at this time may see. */
    IndexReader at(ReadTime time) {
        return time.past() ? both : present;
    }

    boolean tryAcquire() {
        return both.tryIncRef();
    }

    void release() {
        try {
            both.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the readers are still open. They are closed after the last user has released them. */
    boolean isOpen() {
        return both.closed.getCount() > 0;
    }

    void awaitClosed() {
        Uninterruptibly.await(both.closed::await);
    }
}
