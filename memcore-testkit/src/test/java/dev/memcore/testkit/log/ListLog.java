package dev.memcore.testkit.log;

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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** The simplest log that keeps the contract; the broken ones differ from it in one thing each. */
class ListLog implements MemoryLog {
    /** The other "disks". */
    static final Map<Path, List<Commit>> BACKUPS = new ConcurrentHashMap<>();

    /** The "disk": outlives the log. */
    final List<Commit> disk;

    private volatile boolean closed;
    private Instant settled;

    ListLog(List<Commit> disk) {
        this.disk = disk;
        this.settled = last();
    }

    private Instant last() {
        return disk.isEmpty() ? Instant.MIN : disk.get(disk.size() - 1).recordedAt();
    }

    /** Opens a backup. */
    static ListLog of(Path directory) {
        return new ListLog(Objects.requireNonNull(BACKUPS.get(directory)));
    }

    ListLog() {
        this(new CopyOnWriteArrayList<>());
    }

    @Override
    public long lastSequence() {
        checkOpen();
        return disk.size();
    }

    @Override
    public Instant lastRecordedAt() {
        checkOpen();
        return last();
    }

    @Override
    public Commit append(List<MemoryOp> operations, Instant notBefore, Consumer<Commit> durable) {
        synchronized (disk) {
            return copy(operations, moment(cut(notBefore)), durable);
        }
    }

    /** The moment of the next commit. */
    Instant moment(Instant asked) {
        Instant latest = disk.stream().map(Commit::recordedAt).reduce(asked, ListLog::later);
        return settled.equals(Instant.MIN) ? latest : later(latest, settled.plusMillis(1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public Commit copy(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
        checkOpen();
        if (operations == null || durable == null || operations.stream().anyMatch(operation -> operation == null)) {
            throw invalid();
        }
        return store(List.copyOf(operations), cut(recordedAt), durable);
    }

    @Override
    public void settle(Instant moment) {
        checkOpen();
        settled(cut(moment));
    }

    void settled(Instant moment) {
        synchronized (disk) {
            settled = later(settled, moment);
        }
    }

    private static Instant cut(Instant moment) {
        if (moment == null) {
            throw invalid();
        }
        try {
            return Instant.ofEpochMilli(moment.toEpochMilli());
        } catch (ArithmeticException e) {
            throw invalid();
        }
    }

    Commit store(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
        synchronized (disk) {
            checkOpen();
            Commit commit = new Commit(disk.size() + 1, recordedAt, operations);
            disk.add(commit);
            durable.accept(commit);
            return commit;
        }
    }

    @Override
    public CommitCursor read(long fromSequence) {
        checkOpen();
        if (fromSequence < 1) {
            throw invalid();
        }
        List<Commit> snapshot = List.copyOf(disk);
        int from = (int) Math.min(snapshot.size(), fromSequence - 1);
        Iterator<Commit> rest = snapshot.subList(from, snapshot.size()).iterator();
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
    public long purge() {
        Set<MemoryId> erased = new HashSet<>();
        disk.forEach(commit -> commit.operations().stream()
                .filter(MemoryOp.Erase.class::isInstance)
                .forEach(erase -> erased.add(erase.id())));
        long before = operations();
        rewrite(commit -> commit.operations().stream()
                .filter(operation -> operation instanceof MemoryOp.Erase || !erased.contains(operation.id()))
                .toList());
        return before - operations();
    }

    @Override
    public long rewrite(Function<Commit, List<MemoryOp>> change) {
        checkOpen();
        if (change == null) {
            throw invalid();
        }
        synchronized (disk) {
            List<Commit> all = new ArrayList<>();
            long replaced = 0;
            for (Commit commit : disk) {
                Commit now = changed(commit, change.apply(commit));
                all.add(now);
                replaced += now.equals(commit) ? 0 : 1;
            }
            for (int i = 0; i < all.size(); i++) {
                if (!disk.get(i).equals(all.get(i))) {
                    disk.set(i, all.get(i));
                }
            }
            return replaced;
        }
    }

    @Override
    public BackupReport backup(Path directory) {
        checkOpen();
        if (directory == null) {
            throw invalid();
        }
        List<Commit> copy = new CopyOnWriteArrayList<>(disk);
        BACKUPS.put(directory, copy);
        return new BackupReport(copy.size(), 1, 0, 0);
    }

    private static Commit changed(Commit commit, List<MemoryOp> operations) {
        if (operations == null || operations.stream().anyMatch(operation -> operation == null)) {
            throw invalid();
        }
        return new Commit(commit.sequence(), commit.recordedAt(), operations);
    }

    private long operations() {
        return disk.stream().mapToLong(commit -> commit.operations().size()).sum();
    }

    @Override
    public CheckReport check() {
        checkOpen();
        List<Commit> snapshot = List.copyOf(disk);
        return new CheckReport(
                snapshot.size(),
                snapshot.stream()
                        .mapToLong(commit -> commit.operations().size())
                        .sum(),
                0,
                List.of());
    }

    @Override
    public LogStats stats() {
        checkOpen();
        return new LogStats(0, 0, 0);
    }

    @Override
    public void close() {
        synchronized (disk) {
            closed = true;
        }
    }

    void checkOpen() {
        if (closed) {
            throw MemoryException.of(ErrorCode.CLOSED, "closed");
        }
    }

    private static MemoryException invalid() {
        return MemoryException.of(ErrorCode.INVALID_ARGUMENT, "on purpose vague");
    }
}
