package dev.memcore.retrieval;

import dev.memcore.api.CheckReport;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.Finding;
import dev.memcore.api.Recovery.IndexState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** Opens the index's directory: verifies every checksum, and starts anew where something is wrong or different. */
final class IndexFiles {
    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(IndexFiles.class);

    private static final double WRITE_BUFFER_MB = 64;

    /**
     * Lucene recommends a JVM option on the standard error stream, through java.util.logging. A library must print
     * nothing; the reference keeps the level from being collected with the logger.
     */
    private static final Logger LUCENE_ADVICE =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        if (LUCENE_ADVICE.getLevel() == null) {
            LUCENE_ADVICE.setLevel(Level.SEVERE);
        }
    }

    private IndexFiles() {}

    /** An index that is open for writing, and in what state it was found. */
    record Opened(Directory directory, IndexWriter writer, IndexState found, long sequence) {}

    static Opened open(@Nullable Path path, IndexIdentity identity) throws IOException {
        Directory directory = path == null ? new ByteBuffersDirectory() : FSDirectory.open(path);
        try {
            IndexState found = inspect(directory, identity);
            if (found != IndexState.CURRENT && directory.listAll().length > 0) {
                LOG.info("the index is {} and is built anew from the log", found);
                directory = emptied(directory, path);
            }
            IndexWriter writer = new IndexWriter(directory, config());
            long sequence = 0;
            for (Map.Entry<String, String> entry : commitData(writer)) {
                sequence = Math.max(sequence, IndexIdentity.sequence(Map.of(entry.getKey(), entry.getValue())));
            }
            return new Opened(directory, writer, found, sequence);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static Iterable<Map.Entry<String, String>> commitData(IndexWriter writer) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        return data == null ? List.of() : data;
    }

    private static IndexState inspect(Directory directory, IndexIdentity identity) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            // Also what a kill before the first commit leaves.
            return IndexState.MISSING;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            if (!identity.matches(reader.getIndexCommit().getUserData())) {
                return IndexState.OTHER_CONFIGURATION;
            }
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            return IndexState.CURRENT;
        } catch (IOException | RuntimeException e) {
            // Damaged files make Lucene fail in many ways; whatever it is, the log has everything.
            LOG.warn("the index cannot be read", e);
            return IndexState.DAMAGED;
        }
    }

    private static Directory emptied(Directory directory, @Nullable Path path) throws IOException {
        directory.close();
        if (path == null) {
            return new ByteBuffersDirectory();
        }
        try (var files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return FSDirectory.open(path);
    }

    private static IndexWriterConfig config() {
        return new IndexWriterConfig(null)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)
                .setSimilarity(new BM25Similarity(Bm25.K1, Bm25.B))
                .setRAMBufferSizeMB(WRITE_BUFFER_MB)
                .setCommitOnClose(false)
                .setMergeScheduler(new NamedMergeScheduler());
    }

    /** Verifies the checksums of all files that an open index consists of. */
    static CheckReport check(DirectoryReader index) {
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
