package dev.memcore.retrieval;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.io.FileThread;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.storage.Directories;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.text.TermAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.StandardDirectoryReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the opening of an index that only reads files: it opens the last commit and verifies the checksums. It
 * needs no lock, so it can run while the log is opened. The first inspection of a process also loads the tables that
 * the analysis of a question needs. The opening uses the result if the commit is still the last one, and otherwise inspects the files again.
 *
 * <p>It runs on the index's file thread. For one thread, which starts it and then either opens the index or closes the
 * inspection.
 */
final class IndexInspection implements LuceneMemoryIndex.Opening {
    private static final Logger LOG = LoggerFactory.getLogger(IndexInspection.class);

    private static final String FIRST_QUESTION = "What did Anna say about the trip to Rome last week?";

    /** Whether a thread of this process has begun {@link #prepareRecall}. */
    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    static {
        ByteVectors.silenceLucene();
    }

    private final FileThread thread = new FileThread("memcore-index-files");
    private final @Nullable Path directory;
    private final boolean readOnly;
    private boolean handedOver;
    private volatile boolean closing;
    // The fields below are used by the file thread only.
    private @Nullable Directories directories;
    private @Nullable DirectoryReader present;
    private @Nullable DirectoryReader history;

    private IndexInspection(@Nullable Path directory, boolean readOnly) {
        this.directory = directory;
        this.readOnly = readOnly;
    }

    /** See {@link LuceneMemoryIndex#beginOpening}. */
    static IndexInspection start(@Nullable Path directory, boolean readOnly, boolean bundledEmbedder) {
        IndexInspection started = new IndexInspection(directory, readOnly);
        if (directory != null) {
            if (PREPARED.compareAndSet(false, true)) {
                // On a thread of its own, which ends with it: the opening of the index would wait for it otherwise.
                FileThread.perOperation("memcore-prepare").execute(() -> prepareRecall(bundledEmbedder));
            }
            started.thread.execute(() -> started.inspect(directory));
        }
        return started;
    }

    /** Returns an inspection that inspects nothing. */
    static IndexInspection none() {
        return new IndexInspection(null, false);
    }

    /**
     * Loads what the first question of a process needs besides the index: the table of the embedder, the tables of
     * languages, the grammars of dates, and the dictionary of the stemmer.
     */
    private static void prepareRecall(boolean bundledEmbedder) {
        if (bundledEmbedder) {
            try {
                StaticEmbedder.load();
            } catch (MemoryException e) {
                LOG.debug("the table is read again when the embedder is used", e);
            }
        }
        Question.of(FIRST_QUESTION, Instant.EPOCH, ZoneOffset.UTC);
        new TermAnalysis().bag(FIRST_QUESTION);
    }

    private void inspect(Path path) {
        try {
            if (Directories.exist(path)) {
                directories = readOnly ? Directories.openReadOnly(path) : Directories.open(path);
                Directories owned = directories.ownedBy(thread);
                present = DirectoryReader.open(owned.present());
                history = DirectoryReader.open(owned.history());
                verify(present, () -> closing);
                verify(history, () -> closing);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the index is inspected again when it is opened", e);
            closeReaders();
        }
    }

    /** Verifies the checksums of all files of a commit. */
    static void verify(DirectoryReader reader) throws IOException {
        verify(reader, () -> false);
    }

    private static void verify(DirectoryReader reader, BooleanSupplier cancelled) throws IOException {
        for (String name : reader.getIndexCommit().getFileNames()) {
            if (cancelled.getAsBoolean()) {
                throw new IOException("the inspection was closed");
            }
            Directories.verify(reader.directory(), name);
        }
    }

    /** Passes the thread to an index, which closes it. From now on, {@link #close} does nothing. */
    FileThread handOver() {
        handedOver = true;
        return thread;
    }

    FileThread thread() {
        return thread;
    }

    @Override
    public LuceneMemoryIndex open(IndexConfig config) {
        requireOf(Arguments.present(config, "config"));
        return LuceneMemoryIndex.open(config, this);
    }

    /** Checks that the files of this index were inspected. */
    private void requireOf(IndexConfig config) {
        if (!Objects.equals(directory, config.directory()) || readOnly != config.readOnly()) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "the opening of the index in " + directory + (readOnly ? ", read-only," : "")
                            + " cannot open that in " + config.directory() + (config.readOnly() ? ", read-only" : ""));
        }
    }

    /** Returns the directories that were opened, or opens them. The caller must close them. */
    Directories take(FileThread.Operation<Directories> opening) throws IOException {
        Directories taken = directories;
        directories = null;
        return taken == null ? opening.run() : taken;
    }

    /**
     * Whether the files were verified, and the commits that were found are still the last ones. Otherwise closes the
     * readers.
     */
    boolean isCurrent() {
        boolean current = isLast(present) && isLast(history);
        if (!current) {
            closeReaders();
        }
        return current;
    }

    private static boolean isLast(@Nullable DirectoryReader reader) {
        if (!(reader instanceof StandardDirectoryReader commit)) {
            return false;
        }
        try {
            byte[] last = SegmentInfos.readLatestCommit(reader.directory()).getId();
            return Arrays.equals(last, commit.getSegmentInfos().getId());
        } catch (IOException | RuntimeException e) {
            LOG.debug("the index has changed since it was inspected", e);
            return false;
        }
    }

    /** Returns the reader of the present versions. The caller must close it. */
    DirectoryReader present(Directories owned) throws IOException {
        DirectoryReader taken = present;
        present = null;
        return taken == null ? DirectoryReader.open(owned.present()) : taken;
    }

    /** Returns the reader of the replaced versions. The caller must close it. */
    DirectoryReader history(Directories owned) throws IOException {
        DirectoryReader taken = history;
        history = null;
        return taken == null ? DirectoryReader.open(owned.history()) : taken;
    }

    private void closeReaders() {
        try (DirectoryReader first = present;
                DirectoryReader second = history) {
            LOG.trace("closing {} and {}", first, second);
        } catch (IOException e) {
            LOG.debug("a reader could not be closed", e);
        }
        present = null;
        history = null;
    }

    @Override
    public void close() {
        if (!handedOver) {
            end();
        }
    }

    /** Ends the inspection after the index could not be opened. */
    void end() {
        closing = true;
        if (directory != null) {
            thread.execute(this::closeAll);
        }
        thread.close();
    }

    private void closeAll() {
        closeReaders();
        try (Directories open = directories) {
            LOG.trace("closing {}", open);
        } catch (IOException e) {
            LOG.debug("a directory of the index could not be closed", e);
        }
    }
}
