package dev.memcore.store.heap;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.store.codec.CommitDraft;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The commits of a log in memory, as they are at a moment. Of a run of commits of which nothing is left, only the last is
 * held; the others are made when they are read, with its moment, as from a run on disk.
 */
final class HeapCommits {
    private static final int CAPACITY = 16;

    /** In the order of their sequences. Behind the last there may be later ones, which are not of this moment. */
    private final Commit[] held;

    private final int count;

    private HeapCommits(Commit[] held, int count) {
        this.held = held;
        this.count = count;
    }

    /** No commits. */
    static HeapCommits empty() {
        return new HeapCommits(new Commit[CAPACITY], 0);
    }

    /** How many are held. */
    int held() {
        return count;
    }

    /** The sequence of the last; 0: there is none. */
    long last() {
        return count == 0 ? 0 : held[count - 1].sequence();
    }

    /** These, and one more behind them; of the same commits, this is to be called once. O(1), amortized. */
    HeapCommits with(Commit next) {
        Commit[] all = count < held.length ? held : Arrays.copyOf(held, 2 * held.length);
        all[count] = next;
        return new HeapCommits(all, count + 1);
    }

    /** One of them. O(log n). */
    Commit at(long sequence) {
        return read(held[place(sequence)], sequence);
    }

    private static Commit read(Commit held, long sequence) {
        return held.sequence() == sequence ? held : new Commit(sequence, held.recordedAt(), List.of());
    }

    /** Where a commit, or the end of its run, is held; beyond the last: behind all. */
    private int place(long sequence) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (held[middle].sequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Those that are held, from a sequence on. */
    Stream<Commit> from(long sequence) {
        return Arrays.stream(held, place(sequence), count);
    }

    /** How many operations they have. O(held). */
    long operations() {
        return from(1).mapToLong(commit -> commit.operations().size()).sum();
    }

    /**
     * What a change makes of them.
     *
     * @param commits with the changes
     * @param changed how many it changed
     */
    record Changed(HeapCommits commits, long changed) {}

    /** These with changes; those side by side of which nothing is left become one. O(held). */
    Changed changed(Function<Commit, List<MemoryOp>> change) {
        Commit[] all = new Commit[Math.max(CAPACITY, count)];
        int kept = 0;
        long changed = 0;
        for (int i = 0; i < count; i++) {
            Commit commit = held[i];
            Commit now = changed(commit, change);
            changed += now.equals(commit) ? 0 : 1;
            boolean joins = kept > 0
                    && now.operations().isEmpty()
                    && all[kept - 1].operations().isEmpty();
            all[joins ? kept - 1 : kept++] = now;
        }
        return new Changed(new HeapCommits(all, kept), changed);
    }

    private static Commit changed(Commit commit, Function<Commit, List<MemoryOp>> change) {
        if (commit.operations().isEmpty()) {
            return commit;
        }
        List<MemoryOp> operations = CommitDraft.changed(commit, change);
        return operations.equals(commit.operations())
                ? commit
                : new Commit(commit.sequence(), commit.recordedAt(), operations);
    }

    /** These, and those of another moment that follow them. */
    HeapCommits followedBy(HeapCommits later) {
        int from = later.place(last() + 1);
        int more = later.count - from;
        Commit[] all = Arrays.copyOf(held, Math.max(CAPACITY, count + more));
        System.arraycopy(later.held, from, all, count, more);
        return new HeapCommits(all, count + more);
    }

    /** Reads on from a commit. */
    Cursor cursor(long from) {
        return new Cursor(this, from);
    }

    /** A reading. */
    static final class Cursor implements CommitCursor {
        private final HeapCommits commits;
        private int place;
        private long next;

        private Cursor(HeapCommits commits, long from) {
            this.commits = commits;
            this.place = commits.place(from);
            this.next = from;
        }

        @Override
        public boolean hasNext() {
            return place < commits.count;
        }

        @Override
        public Commit next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Commit held = commits.held[place];
            Commit commit = read(held, next);
            place += held.sequence() == next ? 1 : 0;
            next++;
            return commit;
        }

        @Override
        public void close() {
            place = commits.count;
        }
    }
}
