package dev.memcore.fault;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.LogStats;
import dev.memcore.spi.log.MemoryLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A fake log: a list, whose n-th append can be made to fail, and whose end can be cut off. */
public final class FaultyLog implements MemoryLog {
    private final List<Commit> commits = new ArrayList<>();
    private long failingAppend = Long.MAX_VALUE;
    private long appends;
    private boolean closed;
    private int rewritings;
    private volatile long lastSequence;
    private Instant settled = Instant.MIN;

    /** The n-th append from now, and all after it, will fail. */
    public synchronized FaultyLog failAt(int nth) {
        failingAppend = appends + nth;
        return this;
    }

    /** Loses what was appended after a commit. */
    synchronized void cutAfter(long sequence) {
        commits.removeIf(commit -> commit.sequence() > sequence);
        lastSequence = commits.size();
    }

    /** Puts a commit at the end that nobody has checked. */
    synchronized void forge(Commit commit) {
        commits.add(commit);
        lastSequence = commits.size();
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public synchronized Instant lastRecordedAt() {
        return commits.isEmpty() ? Instant.MIN : commits.getLast().recordedAt();
    }

    @Override
    public synchronized void settle(Instant moment) {
        settled = moment.isAfter(settled) ? moment : settled;
    }

    @Override
    public synchronized Commit append(List<MemoryOp> operations, Instant notBefore, Consumer<Commit> durable) {
        Instant open = settled.equals(Instant.MIN)
                ? settled
                : settled.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        Instant moment = Stream.of(notBefore.truncatedTo(ChronoUnit.MILLIS), lastRecordedAt(), open)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return copy(operations, moment, durable);
    }

    @Override
    public synchronized Commit copy(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
        if (++appends >= failingAppend) {
            throw MemoryException.of(ErrorCode.IO_FAILED, "no space left on the fake device");
        }
        Commit commit = new Commit(commits.size() + 1L, recordedAt, operations);
        commits.add(commit);
        lastSequence = commits.size();
        durable.accept(commit);
        return commit;
    }

    @Override
    public synchronized CommitCursor read(long fromSequence) {
        int from = (int) Math.min(fromSequence - 1, commits.size());
        Iterator<Commit> rest =
                List.copyOf(commits.subList(from, commits.size())).iterator();
        return new CommitCursor() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public Commit next() {
                return rest.next();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized long purge() {
        Set<MemoryId> erased = commits.stream()
                .flatMap(commit -> commit.operations().stream())
                .filter(MemoryOp.Erase.class::isInstance)
                .map(MemoryOp::id)
                .collect(Collectors.toSet());
        return rewritten(commit -> {
            List<MemoryOp> kept = commit.operations().stream()
                    .filter(op -> op instanceof MemoryOp.Erase || !erased.contains(op.id()))
                    .toList();
            return kept.size() == commit.operations().size() ? commit.operations() : kept;
        });
    }

    /** How often all of it was read to rewrite it. */
    public synchronized int rewritings() {
        return rewritings;
    }

    @Override
    public synchronized long rewrite(Function<Commit, List<MemoryOp>> change) {
        rewritings++;
        return rewritten(change);
    }

    private long rewritten(Function<Commit, List<MemoryOp>> change) {
        long rewritten = 0;
        for (int i = 0; i < commits.size(); i++) {
            Commit commit = commits.get(i);
            List<MemoryOp> operations = change.apply(commit);
            if (!operations.equals(commit.operations())) {
                commits.set(i, new Commit(commit.sequence(), commit.recordedAt(), operations));
                rewritten++;
            }
        }
        return rewritten;
    }

    @Override
    public BackupReport backup(Path directory) {
        throw MemoryException.of(ErrorCode.IO_FAILED, "a fake has no files to back up to " + directory);
    }

    @Override
    public synchronized CheckReport check() {
        return new CheckReport(commits.size(), 0, 0, List.of());
    }

    @Override
    public LogStats stats() {
        return new LogStats(0, 1, 0);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
