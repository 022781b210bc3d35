package dev.memcore.retrieval;

import dev.memcore.api.MemoryId;
import dev.memcore.io.FileThread;
import dev.memcore.io.FileWorker;
import dev.memcore.retrieval.IndexFiles.IndexIdentity;
import dev.memcore.retrieval.storage.Directories;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.text.TermBag.Bm25;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriter.DocStats;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy.OneMerge;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writers of the two Lucene indexes. The first index has one document per memory. The second one, the history, has
 * one document per replaced version. For one thread.
 *
 * <p>The history is always committed before the index of present versions, so a crash never leaves it behind. A crash
 * may leave documents in the history whose commits the other index lacks. Each document of the history has the sequence
 * of the commit that replaced it. By this sequence, such documents are deleted when the index is opened.
 */
final class Writers {
    private static final double WRITE_BUFFER_MB = 64;

    private final Directories directories;
    private final FileThread thread;
    private final IndexIdentity identity;
    private IndexWriter history;
    private IndexWriter present;

    private Writers(Directories directories, FileThread thread, IndexIdentity identity) throws IOException {
        this.directories = directories;
        this.thread = thread;
        this.identity = identity;
        this.history = new IndexWriter(directories.history(), config());
        this.present = beside(history, directories);
    }

    /** Opens both indexes at their last commit, or creates them. */
    static Writers open(Directories directories, FileThread thread, IndexIdentity identity) throws IOException {
        Writers writers = new Writers(directories, thread, identity);
        writers.dropReplacedAfter(IndexIdentity.sequence(writers.committed()));
        return writers;
    }

    private static IndexWriter beside(IndexWriter history, Directories directories) throws IOException {
        try {
            return new IndexWriter(directories.present(), config());
        } catch (IOException | RuntimeException e) {
            history.rollback();
            throw e;
        }
    }

    /** A refresh does not wait for merges: meanwhile the indexer would be idle, and the tail would grow. */
    private static IndexWriterConfig config() {
        return new IndexWriterConfig(null)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)
                .setSimilarity(new BM25Similarity(Bm25.K1, Bm25.B))
                .setRAMBufferSizeMB(WRITE_BUFFER_MB)
                .setMaxFullFlushMergeWaitMillis(0)
                .setCommitOnClose(false)
                .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(4).setForceMergeDeletesPctAllowed(0))
                .setMergeScheduler(new NamedMergeScheduler());
    }

    /**
     * Opens both writers again at their last commit, because Lucene closes a writer whose write has failed. Fails at
     * once if the device still cannot be written.
     */
    void reopen() throws IOException {
        rollback();
        directories.probe();
        open();
    }

    /** Deletes the contents of both indexes. Needs no free space on the device. */
    void empty() throws IOException {
        rollback();
        directories.empty();
        open();
    }

    private void open() throws IOException {
        history = new IndexWriter(directories.history(), config());
        present = beside(history, directories);
        dropReplacedAfter(IndexIdentity.sequence(committed()));
    }

    IndexWriter present() {
        return present;
    }

    IndexWriter history() {
        return history;
    }

    /** The thread that closes readers. */
    FileThread thread() {
        return thread;
    }

    /** The user data of the last commit; empty if there is none. */
    Map<String, String> committed() {
        Map<String, String> committed = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = present.getLiveCommitData();
        if (data != null) {
            data.forEach(entry -> committed.put(entry.getKey(), entry.getValue()));
        }
        return committed;
    }

    /** The failure that made Lucene close a writer, or null if there is none. */
    @Nullable
    Throwable tragedy() {
        return history.getTragicException() == null ? present.getTragicException() : history.getTragicException();
    }

    /** Deletes the documents of the history that were replaced after a commit. A crash may leave such documents. */
    private void dropReplacedAfter(long sequence) throws IOException {
        history.deleteDocuments(
                NumericDocValuesField.newSlowRangeQuery(MemoryDocument.REPLACED_BY, sequence + 1, Long.MAX_VALUE));
    }

    /** Replaces all documents of a memory. Lucene keeps the new ones adjacent, and deletes them together. */
    void replace(MemoryId id, List<Document> documents) throws IOException {
        present.updateDocuments(idTerm(id), documents);
    }

    /** Adds the first documents of a memory. */
    void add(List<Document> documents) throws IOException {
        present.addDocuments(documents);
    }

    /** Adds a replaced version, or replaces its documents if there are any. */
    void addPast(MemoryId id, int version, List<Document> documents) throws IOException {
        history.updateDocuments(new Term(MemoryDocument.VERSION, Keys.version(id, version)), documents);
    }

    /** Deletes the present version of a memory. */
    void drop(MemoryId id) throws IOException {
        present.deleteDocuments(idTerm(id));
    }

    void dropPast(MemoryId id) throws IOException {
        history.deleteDocuments(idTerm(id));
    }

    /** Deletes the replaced versions of some memories before the first version to be kept. */
    void dropPast(Map<MemoryId, Integer> firstKept, Readers readers) throws IOException {
        Keys.versionsBefore(
                readers.history(),
                MemoryDocument.VERSION,
                firstKept,
                (leaf, at) ->
                        history.deleteDocuments(new Term(MemoryDocument.VERSION, BytesRef.deepCopyOf(at.term()))));
    }

    private static Term idTerm(MemoryId id) {
        return new Term(MemoryDocument.ID, Keys.of(id));
    }

    /** Merges deleted documents away. Afterwards no segment contains data of them. */
    void expunge() throws IOException {
        expunge(history);
        expunge(present);
    }

    private static void expunge(IndexWriter writer) throws IOException {
        // A running merge copies documents that are deleted meanwhile into its new segment. Hence the loop.
        do {
            ((ConcurrentMergeScheduler) writer.getConfig().getMergeScheduler()).sync();
            writer.forceMergeDeletes(true);
        } while (hasDeletions(writer.getDocStats()));
    }

    private static boolean hasDeletions(DocStats stats) {
        return stats.numDocs < stats.maxDoc;
    }

    void commit(long sequence, boolean traces, VectorSpace answering) throws IOException {
        Map<String, String> data = identity.commitData(sequence, traces, answering);
        commit(history, data);
        commit(present, data);
    }

    private static void commit(IndexWriter writer, Map<String, String> data) throws IOException {
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    /** Deletes the files that neither a commit nor a reader needs. */
    void deleteUnusedFiles() throws IOException {
        history.deleteUnusedFiles();
        present.deleteUnusedFiles();
    }

    void close() throws IOException {
        history.close();
        present.close();
    }

    /** Closes both writers without a commit. */
    void rollback() throws IOException {
        try {
            history.rollback();
        } finally {
            present.rollback();
        }
    }

    /** Merges segments on one thread beside the indexer, so that a large merge does not delay new memories. */
    static final class NamedMergeScheduler extends ConcurrentMergeScheduler {
        private static final Logger LOG = LoggerFactory.getLogger(NamedMergeScheduler.class);
        private static final int WAITING_MERGES = 6;

        NamedMergeScheduler() {
            setMaxMergesAndThreads(WAITING_MERGES, 1);
        }

        @Override
        protected synchronized MergeThread getMergeThread(MergeSource source, OneMerge merge) {
            return new OwnedMergeThread(source, merge);
        }

        /** Runs all parts of a merge on the merge's own thread. */
        @Override
        public Executor getIntraMergeExecutor(OneMerge merge) {
            return Runnable::run;
        }

        /**
         * Only logs the failure: the writer has closed itself, and the indexer notices that. Lucene would print the
         * failure on the standard error stream.
         */
        @Override
        protected void handleMergeException(Throwable failure) {
            LOG.debug("a merge of the index failed", failure);
        }

        /** A merge thread that ignores interrupts. It runs only Lucene, so no code has a reason to interrupt it. */
        private final class OwnedMergeThread extends MergeThread implements FileWorker {
            OwnedMergeThread(MergeSource source, OneMerge merge) {
                super(source, merge);
                setName("memcore-merge");
                setDaemon(true);
            }

            @Override
            public void interrupt() {
                LOG.debug("an interrupt of a merge is ignored");
            }
        }
    }
}
