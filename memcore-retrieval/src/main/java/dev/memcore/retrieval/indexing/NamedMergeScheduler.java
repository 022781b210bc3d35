package dev.memcore.retrieval.indexing;

import java.io.IOException;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy.OneMerge;

/** Merges segments on one thread beside the indexer, so that a large merge does not hold up new memories. */
final class NamedMergeScheduler extends ConcurrentMergeScheduler {
    private static final int WAITING_MERGES = 6;

    NamedMergeScheduler() {
        setMaxMergesAndThreads(WAITING_MERGES, 1);
    }

    @Override
    protected synchronized MergeThread getMergeThread(MergeSource source, OneMerge merge) throws IOException {
        MergeThread thread = super.getMergeThread(source, merge);
        thread.setName("memcore-merge");
        return thread;
    }
}
