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
 * A snapshot of the commits of an in-memory log. Of a run of empty commits, only the last one is stored. The others are
 * created when they are read, with its recorded time, as for a run on disk.
 */
final class HeapCommits {
    private static final int CAPACITY = 16;

    /**
     * The stored commits in the order of their sequences. Elements from {@link #count} on belong to later snapshots.
     */
    private final Commit[] held;

    private final int count;

    private HeapCommits(Commit[] held, int count) {
        this.held = held;
        this.count = count;
    }

    /** A snapshot without commits. */
    static HeapCommits empty() {
        return new HeapCommits(new Commit[CAPACITY], 0);
    }

    /** The number of stored commits. */
    int held() {
        return count;
    }

    /** The sequence of the last commit, or 0 if there is none. */
    long last() {
        return count == 0 ? 0 : held[count - 1].sequence();
    }

    /**
     * Returns a snapshot with one more commit. Must be called at most once on each snapshot, because both share the
     * array. O(1), amortized.
     */
    HeapCommits with(Commit next) {
        Commit[] all = count < held.length ? held : Arrays.copyOf(held, 2 * held.length);
        all[count] = next;
        return new HeapCommits(all, count + 1);
    }

    /** Returns a commit by its sequence. O(log n). */
    Commit at(long sequence) {
        return read(held[place(sequence)], sequence);
    }

    private static Commit read(Commit held, long sequence) {
        return held.sequence() == sequence ? held : new Commit(sequence, held.recordedAt(), List.of());
    }

    /**
     * The index of a commit, or of the end of its run; the number of stored commits if the sequence is beyond the last.
     */
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

    /** The stored commits from a sequence on. */
    Stream<Commit> from(long sequence) {
        return Arrays.stream(held, place(sequence), count);
    }

    /** The number of operations of all commits. O(held). */
    long operations() {
        return from(1).mapToLong(commit -> commit.operations().size()).sum();
    }

    /**
     * The result of a change.
     *
     * @param commits the commits after the change
     * @param changed the number of changed commits
     */
    record Changed(HeapCommits commits, long changed) {}

    /** Applies a change to all commits and joins consecutive empty commits into runs. O(held). */
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

    /** Returns this snapshot with the commits of a later snapshot that follow its last commit. */
    HeapCommits followedBy(HeapCommits later) {
        int from = later.place(last() + 1);
        int more = later.count - from;
        Commit[] all = Arrays.copyOf(held, Math.max(CAPACITY, count + more));
        System.arraycopy(later.held, from, all, count, more);
        return new HeapCommits(all, count + more);
    }

    /** Returns a cursor that starts at a sequence. */
    Cursor cursor(long from) {
        return new Cursor(this, from);
    }

    /** A cursor over one snapshot. */
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
