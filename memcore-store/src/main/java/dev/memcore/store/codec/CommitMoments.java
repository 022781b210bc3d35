package dev.memcore.store.codec;

/**
 * Assigns recorded times to commits, in milliseconds. No time is before that of the previous commit. No time is at or
 * before a settled time, so the history up to a settled time is final. For one thread at a time, except
 * {@link #isSettled}, which any thread may call.
 */
public final class CommitMoments {
    private long last;
    private long lastPublished;
    private volatile long settled;

    /**
     * Continues the recorded times of a log.
     *
     * @param last the recorded time of its last commit, or {@link Long#MIN_VALUE} if there is none; it counts as
     *     settled, because somebody may have read the log before it was opened
     */
    public CommitMoments(long last) {
        this.last = last;
        this.lastPublished = last;
        this.settled = last;
    }

    /** Assigns the recorded time of the next commit. */
    long next(long notBefore) {
        long open = settled == Long.MIN_VALUE || settled == Long.MAX_VALUE ? settled : settled + 1;
        last = Math.max(Math.max(notBefore, last), open);
        return last;
    }

    /** Records a commit that keeps its recorded time from another log. */
    void copied(long moment) {
        last = Math.max(last, moment);
    }

    /** Records that a commit is readable from now on. */
    public void published(long moment) {
        lastPublished = Math.max(lastPublished, moment);
    }

    /** Discards the times of commits that were not published and never will be. */
    public void takeBack() {
        last = lastPublished;
    }

    /** Whether no later commit, except a copied one, can have this time or an earlier one. */
    public boolean isSettled(long moment) {
        return moment <= settled;
    }

    /** Makes all later commits get later times than this one. */
    public void settle(long moment) {
        settled = Math.max(settled, moment);
    }
}
