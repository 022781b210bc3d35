package dev.memcore.retrieval.indexing;

import dev.memcore.api.CheckReport;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.Finding;
import dev.memcore.api.Recovery.IndexState;
import dev.memcore.retrieval.document.Models;
import dev.memcore.retrieval.document.VectorSpace;
import dev.memcore.retrieval.text.Bm25;
import dev.memcore.retrieval.vector.LuceneAdvice;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** Opens the index's directories: verifies every checksum, and starts anew where something is wrong or different. */
public final class IndexFiles {
    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(IndexFiles.class);

    private static final double WRITE_BUFFER_MB = 64;

    static {
        LuceneAdvice.off();
    }

    private IndexFiles() {}

    /** Where the replaced versions are kept, below the index's directory. */
    private static final String HISTORY = "history";

    /** The directories of the present versions and of the replaced ones. */
    public record Directories(Directory present, Directory history) implements AutoCloseable {
        static Directories open(@Nullable Path path) throws IOException {
            return path == null
                    ? new Directories(new ByteBuffersDirectory(), new ByteBuffersDirectory())
                    : new Directories(FSDirectory.open(path), FSDirectory.open(path.resolve(HISTORY)));
        }

        boolean isEmpty() throws IOException {
            return present.listAll().length + history.listAll().length == 0;
        }

        void empty() throws IOException {
            for (Directory directory : List.of(history, present)) {
                for (String file : directory.listAll()) {
                    directory.deleteFile(file);
                }
            }
        }

        public long bytes() throws IOException {
            long sum = 0;
            for (Directory directory : List.of(history, present)) {
                for (String file : directory.listAll()) {
                    sum += length(directory, file);
                }
            }
            return sum;
        }

        /** The length of a file, or 0: the indexer has deleted it since it was listed. */
        private static long length(Directory directory, String file) throws IOException {
            try {
                return directory.fileLength(file);
            } catch (NoSuchFileException | FileNotFoundException e) {
                return 0;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                history.close();
            } finally {
                present.close();
            }
        }
    }

    /** An index that is open for writing, and in what state it was found. */
    public record Opened(Directories directories, Writers writers, IndexState found, Map<String, String> committed) {
        public long sequence() {
            return IndexIdentity.sequence(committed);
        }

        boolean traces() {
            return IndexIdentity.traces(committed);
        }
    }

    public static Opened open(@Nullable Path path, IndexIdentity identity, Models models) throws IOException {
        Directories directories = Directories.open(path);
        try {
            IndexState found = inspect(directories, identity, models.target());
            boolean kept = found == IndexState.CURRENT || found == IndexState.OTHER_EMBEDDER;
            if (!kept && !directories.isEmpty()) {
                LOG.info("the index is {} and is built anew from the log", found);
                directories.empty();
            }
            Writers writers = writers(directories, identity);
            Map<String, String> committed = commitData(writers.present());
            writers.dropReplacedAfter(IndexIdentity.sequence(committed));
            if (kept) {
                models.found(IndexIdentity.embedder(committed));
            }
            return new Opened(directories, writers, found, committed);
        } catch (IOException | RuntimeException e) {
            directories.close();
            throw e;
        }
    }

    private static Writers writers(Directories directories, IndexIdentity identity) throws IOException {
        IndexWriter history = new IndexWriter(directories.history(), config());
        try {
            return new Writers(new IndexWriter(directories.present(), config()), history, identity);
        } catch (IOException | RuntimeException e) {
            history.rollback();
            throw e;
        }
    }

    private static Map<String, String> commitData(IndexWriter writer) {
        Map<String, String> committed = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
        }
        return committed;
    }

    private static IndexState inspect(Directories directories, IndexIdentity identity, VectorSpace target)
            throws IOException {
        if (!DirectoryReader.indexExists(directories.present())) {
            // Also what a kill before the first commit leaves.
            return IndexState.MISSING;
        }
        try (DirectoryReader present = DirectoryReader.open(directories.present())) {
            Map<String, String> committed = present.getIndexCommit().getUserData();
            if (!identity.matches(committed)) {
                return IndexState.OTHER_CONFIGURATION;
            }
            try (DirectoryReader history = DirectoryReader.open(directories.history())) {
                verify(present);
                verify(history);
                if (!isUpTo(committed, history, identity)) {
                    return IndexState.DAMAGED;
                }
                return IndexIdentity.embedder(committed).equals(target.name())
                        ? IndexState.CURRENT
                        : IndexState.OTHER_EMBEDDER;
            }
        } catch (IOException | RuntimeException e) {
            // Damaged files make Lucene fail in many ways; whatever it is, the log has everything.
            LOG.warn("the index cannot be read", e);
            return IndexState.DAMAGED;
        }
    }

    private static void verify(DirectoryReader reader) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            leaf.reader().checkIntegrity();
        }
    }

    /** Whether the history is of the same index, and not behind it. */
    private static boolean isUpTo(Map<String, String> committed, DirectoryReader history, IndexIdentity identity)
            throws IOException {
        Map<String, String> past = history.getIndexCommit().getUserData();
        return identity.matches(past) && IndexIdentity.sequence(past) >= IndexIdentity.sequence(committed);
    }

    private static IndexWriterConfig config() {
        return new IndexWriterConfig(null)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)
                .setSimilarity(new BM25Similarity(Bm25.K1, Bm25.B))
                .setRAMBufferSizeMB(WRITE_BUFFER_MB)
                .setCommitOnClose(false)
                .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0))
                .setMergeScheduler(new NamedMergeScheduler());
    }

    /** Verifies the checksums of all files that an open index consists of. */
    public static CheckReport check(Readers readers) {
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
                        "close the store and delete the directory named index; it will be built anew: " + e));
            }
        }
        try {
            for (String file : index.getIndexCommit().getFileNames()) {
                bytes += index.directory().fileLength(file);
            }
        } catch (IOException e) {
            LOG.debug("a file was merged away while its length was read", e);
        }
        return new CheckReport(0, 0, bytes, findings);
    }
}
