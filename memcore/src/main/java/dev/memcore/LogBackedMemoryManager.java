package dev.memcore;

import dev.memcore.api.CheckReport;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Reader;
import dev.memcore.api.Recovery;
import dev.memcore.api.StoreStats;
import dev.memcore.spi.LogStats;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.MemoryLog;

/** A manager that writes to a log and reads from an index derived from it. */
final class LogBackedMemoryManager implements MemoryManager {
    private final Parts parts;
    private final Recovery recovery;
    private final Gate gate = new Gate();
    private final WritePath writes;
    private final Sessions sessions;

    private LogBackedMemoryManager(Parts parts, Recovery recovery) {
        this.parts = parts;
        this.recovery = recovery;
        this.sessions = new Sessions(parts);
        this.writes = new WritePath(parts, sessions::published, gate);
    }

    /** Catches the index up with the log, and opens for calls. Does not close anything if that fails. */
    static LogBackedMemoryManager open(Parts parts) {
        Recovery recovery = new CatchUp(parts.log(), parts.index()).run(parts.ids());
        return new LogBackedMemoryManager(parts, recovery);
    }

    @Override
    public MemorySpace in(Reader reader) {
        Reader given = Arguments.present(reader, "reader");
        return gate.call(() -> new ScopedSpace(given, parts, writes, sessions, gate));
    }

    @Override
    public void awaitIndexed() {
        gate.call(() -> {
            parts.index().awaitIndexed(writes.published());
            return true;
        });
    }

    @Override
    public StoreStats stats() {
        return gate.call(() -> {
            MemoryLog log = parts.log();
            MemoryIndex index = parts.index();
            LogStats size = log.stats();
            return new StoreStats(
                    index.size(),
                    log.lastSequence(),
                    index.indexedSequence(),
                    size.bytes(),
                    size.segments(),
                    index.bytes(),
                    recovery);
        });
    }

    @Override
    public CheckReport check() {
        return gate.call(() -> {
            long published = writes.published();
            return parts.log()
                    .check()
                    .and(parts.index().check())
                    .and(new Agreement(parts.log(), parts.index()).check(published));
        });
    }

    @Override
    public void close() {
        gate.close(() -> closeAll(parts.owned()));
    }

    /** Closes all, whatever fails; throws the first failure, which carries the others. */
    static void closeAll(Iterable<? extends AutoCloseable> parts) {
        MemoryException failure = null;
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                MemoryException failed = e instanceof MemoryException m
                        ? m
                        : new MemoryException(ErrorCode.COMPONENT_FAILED, "closing failed: " + e, e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
