package dev.memcore.retrieval.indexing;

import dev.memcore.io.FileWorker;
import java.util.concurrent.Executor;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy.OneMerge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges segments on one thread beside the indexer, so that a large merge does not hold up new memories. */
final class NamedMergeScheduler extends ConcurrentMergeScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(NamedMergeScheduler.class);
    private static final int WAITING_MERGES = 6;

    NamedMergeScheduler() {
        setMaxMergesAndThreads(WAITING_MERGES, 1);
    }

    @Override
    protected synchronized MergeThread getMergeThread(MergeSource source, OneMerge merge) {
        return new OwnedMergeThread(source, merge);
    }

    /** A merge is done by its own thread alone, in all its parts. */
    @Override
    public Executor getIntraMergeExecutor(OneMerge merge) {
        return Runnable::run;
    }

    /** The writer has closed itself; the indexer notices. Lucene would print this on the standard error stream. */
    @Override
    protected void handleMergeException(Throwable failure) {
        LOG.debug("a merge of the index failed", failure);
    }

    /** It runs nothing but Lucene, so nobody has a reason to interrupt it. */
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
