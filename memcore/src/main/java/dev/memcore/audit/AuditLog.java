package dev.memcore.audit;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.config.AuditSettings;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.health.HealthProblem;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.io.FileThread;
import dev.memcore.io.StorageFailure;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records which queries were asked, and which memories were returned and used. A call waits until its line is written.
 * If a line cannot be written, the call succeeds, and the health of the store reports it. An erasure removes the lines of
 * what it erases. A recall that runs at the same time may write its line afterwards. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** The failures after which an erasure may exist. Its mark then stays until the next opening. */
    private static final Set<ErrorCode> MAY_BE_COMMITTED = EnumSet.of(
            ErrorCode.IO_FAILED, ErrorCode.INDEX_DAMAGED, ErrorCode.STORAGE_FULL, ErrorCode.STORAGE_READ_ONLY);

    private final InstantSource clock;
    private final AuditFiles files;
    private final FileThread thread = new FileThread("memcore-audit");
    private final AtomicLong erasures;
    private volatile @Nullable Class<?> failure;

    /** Creates an audit log. Its files are opened with the first line. */
    public AuditLog(AuditSettings settings, InstantSource clock) {
        this.clock = clock;
        // Differs from the numbers before a restart, so that a mark that is left is not overwritten.
        this.erasures = new AtomicLong(clock.instant().toEpochMilli());
        this.files = new AuditFiles(settings);
    }

    /** Records a recall, with the memories that it returned. */
    public void recalled(Scope reader, String query, Collection<MemoryId> ids) {
        asked("recall", reader, query, ids);
    }

    /** Records a context, with the memories that it shows. */
    public void shown(Scope reader, String query, Collection<MemoryId> ids) {
        asked("context", reader, query, ids);
    }

    private void asked(String event, Scope reader, String query, Collection<MemoryId> ids) {
        append(reader, line(event, reader).text("query", query).ids(ids));
    }

    /** Records that memories were used. */
    public void used(Scope reader, Collection<MemoryId> ids, Outcome outcome) {
        append(reader, line("use", reader).text("outcome", outcome.name()).ids(ids));
    }

    private AuditLine line(String event, Scope reader) {
        return new AuditLine(clock.instant(), event, reader);
    }

    private void append(Scope reader, AuditLine line) {
        try {
            thread.run(() -> files.append(reader, line.end()));
            failure = null;
        } catch (IOException | RuntimeException e) {
            failure = e.getClass();
            LOG.warn(
                    "A line of the audit log could not be written ({})",
                    e.getClass().getName());
        }
    }

    /**
     * Runs an erasure, and removes the lines that mention what it erased. If the process ends in between, {@link
     * #recover} removes them. If the removal fails, the erasure is committed, and this method throws.
     */
    public ErasureReceipt erase(Scope reader, Erasure request, Supplier<ErasureReceipt> erasure) {
        AuditFiles.Running running = change(() -> files.begin(reader, request, erasures.incrementAndGet()));
        ErasureReceipt receipt;
        try {
            receipt = erasure.get();
        } catch (MemoryException e) {
            if (!MAY_BE_COMMITTED.contains(e.code())) {
                forget(running);
            }
            throw e;
        }
        Set<MemoryId> ids =
                receipt.entries().stream().map(ErasureReceipt.Entry::id).collect(Collectors.toSet());
        change(() -> {
            files.complete(running, line -> AuditLine.mentions(line, ids::contains));
            return true;
        });
        return receipt;
    }

    private void forget(AuditFiles.Running running) {
        try {
            thread.run(() -> files.end(running));
        } catch (IOException e) {
            LOG.warn("The mark of an erasure that failed is removed at the next opening", e);
        }
    }

    private <T> T change(FileThread.Operation<T> operation) {
        try {
            return thread.call(operation);
        } catch (IOException e) {
            throw MemoryException.of(
                    StorageFailure.code(e, null),
                    "the audit log could not be changed for an erasure (" + e
                            + "); what was erased is removed from it at the next opening",
                    e);
        }
    }

    /**
     * Completes the erasures that a crash interrupted. If that fails, the next opening tries again.
     *
     * @param erased whether a memory was erased, or is unknown
     */
    public void recover(Predicate<MemoryId> erased) {
        try {
            for (AuditFiles.Running running : thread.call(files::interrupted)) {
                thread.run(() -> files.complete(running, line -> AuditLine.mentions(line, erased)));
            }
        } catch (IOException e) {
            failure = e.getClass();
            LOG.warn("An interrupted erasure could not be completed in the audit log", e);
        }
    }

    /** Returns whether the last line could not be written. */
    public List<HealthProblem> problems() {
        Class<?> known = failure;
        return known == null
                ? List.of()
                : List.of(new HealthProblem(
                        HealthCause.AUDIT_FAILING, "the last line was not written: " + known.getName()));
    }

    @Override
    public void close() {
        thread.close();
    }
}
