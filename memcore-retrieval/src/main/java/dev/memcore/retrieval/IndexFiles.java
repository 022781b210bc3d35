package dev.memcore.retrieval;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.io.FileThread;
import dev.memcore.retrieval.storage.Directories;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.text.ByteVectors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * Opens the directories of the index and verifies all checksums. If files are damaged or belong to another
 * configuration, the index starts empty.
 */
final class IndexFiles {
    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(IndexFiles.class);

    static {
        ByteVectors.silenceLucene();
    }

    private IndexFiles() {}

    /** An index that is open for writing, the state in which it was found, and the user data of its last commit. */
    record Opened(Directories directories, Writers writers, IndexState found, Map<String, String> committed) {
        long sequence() {
            return IndexIdentity.sequence(committed);
        }

        /** Opens the first readers. Closes the index if that fails. */
        Readers readers(Models models) throws IOException {
            try {
                return Readers.open(writers, sequence() == 0 ? models.complete() : models.answering());
            } catch (IOException | RuntimeException e) {
                try (directories) {
                    writers.rollback();
                }
                throw e;
            }
        }

        boolean traces() {
            return IndexIdentity.traces(committed);
        }
    }

    /**
     * Opens the index in its directories. The index owns the directories afterwards; if opening fails, they are closed.
     *
     * @param begun the inspection of the directories, whose thread does the file operations of threads that do not
     *     belong to the index
     */
    static Opened open(Directories bare, IndexInspection begun, IndexIdentity identity, Models models)
            throws IOException {
        FileThread thread = begun.thread();
        Directories directories = bare.ownedBy(thread);
        try {
            IndexState found = inspect(directories, begun, identity, models.target());
            boolean kept = found == IndexState.CURRENT || found == IndexState.OTHER_EMBEDDER;
            if (!kept && !directories.isEmpty()) {
                if (found != IndexState.MISSING) {
                    LOG.info("The index cannot be used ({}). It is rebuilt from the log.", found);
                }
                directories.empty();
            }
            Writers writers = Writers.open(directories, thread, identity);
            Map<String, String> committed = writers.committed();
            if (kept) {
                models.found(IndexIdentity.embedder(committed));
            }
            return new Opened(directories, writers, found, committed);
        } catch (IOException | RuntimeException e) {
            directories.close();
            throw e;
        }
    }

    private static IndexState inspect(
            Directories directories, IndexInspection begun, IndexIdentity identity, VectorSpace target)
            throws IOException {
        boolean verified = begun.isCurrent();
        if (!verified && !DirectoryReader.indexExists(directories.present())) {
            // A process that was killed before the first commit leaves the same state.
            return IndexState.MISSING;
        }
        try (DirectoryReader present = begun.present(directories)) {
            Map<String, String> committed = present.getIndexCommit().getUserData();
            if (!identity.matches(committed)) {
                return IndexState.OTHER_CONFIGURATION;
            }
            try (DirectoryReader history = begun.history(directories)) {
                if (!verified) {
                    IndexInspection.verify(present);
                    IndexInspection.verify(history);
                }
                if (!isUpTo(committed, history, identity)) {
                    return IndexState.DAMAGED;
                }
                return IndexIdentity.embedder(committed).equals(target.name())
                        ? IndexState.CURRENT
                        : IndexState.OTHER_EMBEDDER;
            }
        } catch (FileSystemException e) {
            if (e instanceof NoSuchFileException) {
                LOG.warn("A file of the index is missing.", e);
                return IndexState.DAMAGED;
            }
            // The files may be undamaged: too many files are open, for example, or access is denied.
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged files cause many kinds of exceptions in Lucene. In all these cases the index is rebuilt from the
            // log.
            LOG.warn("The index cannot be read.", e);
            return IndexState.DAMAGED;
        }
    }

    /** Whether the history index has the same identity as the index of present versions, and is not behind it. */
    private static boolean isUpTo(Map<String, String> committed, DirectoryReader history, IndexIdentity identity)
            throws IOException {
        Map<String, String> past = history.getIndexCommit().getUserData();
        return identity.matches(past) && IndexIdentity.sequence(past) >= IndexIdentity.sequence(committed);
    }

    /** Verifies the checksums of all files that an open index consists of. */
    static CheckReport check(Readers readers) {
        return check(readers.present()).and(check(readers.history()));
    }

    private static CheckReport check(DirectoryReader index) {
        List<Finding> findings = new ArrayList<>();
        long bytes = 0;
        for (LeafReaderContext leaf : index.leaves()) {
            LeafReader reader = leaf.reader();
            try {
                reader.checkIntegrity();
            } catch (IOException | RuntimeException e) {
                findings.add(new Finding(
                        ErrorCode.INDEX_DAMAGED,
                        "index/" + reader,
                        -1,
                        "close the store and delete the directory named index; it is rebuilt from the log at the next"
                                + " opening: "
                                + e));
            }
        }
        try {
            for (String file : index.getIndexCommit().getFileNames()) {
                bytes += index.directory().fileLength(file);
            }
        } catch (IOException e) {
            LOG.debug("a file was deleted by a merge while its length was read", e);
        }
        return new CheckReport(0, 0, bytes, findings);
    }

    /**
     * The format and the views with which an index was built. An index with another identity is rebuilt. The user data
     * of every Lucene commit contains the identity. It also contains the last log sequence in the commit, the traces
     * flag, and the name of the vector space that searches use.
     */
    record IndexIdentity(Map<String, String> parts) {
        /**
         * The format version. It is raised whenever the fields of {@link dev.memcore.retrieval.storage.MemoryDocument}
         * change.
         */
        private static final String FORMAT = "15";

        private static final String SEQUENCE = "memcore.sequence";
        private static final String TRACES = "memcore.traces";
        private static final String EMBEDDER = "memcore.embedder";

        static IndexIdentity of(String views) {
            return new IndexIdentity(Map.of("memcore.format", FORMAT, "memcore.views", views));
        }

        boolean matches(Map<String, String> commitData) {
            return commitData.entrySet().containsAll(parts.entrySet());
        }

        /**
         * Returns the user data of a commit.
         *
         * @param traces whether the files still contain data of erased memories or dropped versions
         * @param answering the vector space that searches use
         */
        Map<String, String> commitData(long sequence, boolean traces, VectorSpace answering) {
            Map<String, String> data = new HashMap<>(parts);
            data.put(SEQUENCE, Long.toString(sequence));
            data.put(TRACES, Boolean.toString(traces));
            data.put(EMBEDDER, answering.name());
            return data;
        }

        static boolean traces(Map<String, String> commitData) {
            return Boolean.parseBoolean(commitData.get(TRACES));
        }

        /** The name of the vector space that searches use. */
        static String embedder(Map<String, String> commitData) {
            return commitData.getOrDefault(EMBEDDER, VectorSpace.WORDS.name());
        }

        static long sequence(Map<String, String> commitData) {
            return Long.parseLong(commitData.getOrDefault(SEQUENCE, "0"));
        }
    }
}
