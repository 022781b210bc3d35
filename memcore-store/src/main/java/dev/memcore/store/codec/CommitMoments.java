package dev.memcore.store.codec;

/**
 * Gives commits their moments, in milliseconds: none before that of the commit before, and none at or before a moment that
 * was settled, so that what had been recorded by then is final. For whoever appends, one thread at a time; {@link
 * #isSettled} may be asked by any.
 */
public final class CommitMoments {
    private long last;
    private long lastPublished;
    private volatile long settled;

    /**
     * The moments of a log.
     *
     * @param last the moment of its last commit, which counts as settled: somebody may have read the log before it was
     *     opened; {@link Long#MIN_VALUE}: there is none
     */
    public CommitMoments(long last) {
        this.last = last;
        this.lastPublished = last;
        this.settled = last;
    }

    /** The moment of the next commit. */
    long next(long notBefore) {
        long open = settled == Long.MIN_VALUE || settled == Long.MAX_VALUE ? settled : settled + 1;
        last = Math.max(Math.max(notBefore, last), open);
        return last;
    }

    /** Takes note of a commit that keeps the moment that it has in another log. */
    void copied(long moment) {
        last = Math.max(last, moment);
    }

    /** Takes note of a commit that can be read from now on. */
    public void published(long moment) {
        lastPublished = Math.max(lastPublished, moment);
    }

    /** Forgets the moments of commits that were not published, and never will be. */
    public void takeBack() {
        last = lastPublished;
    }

    /** Whether no later commit can have this moment or an earlier one. */
    public boolean isSettled(long moment) {
        return moment <= settled;
    }

    /** From now on commits get later moments. */
    public void settle(long moment) {
        settled = Math.max(settled, moment);
    }
}
