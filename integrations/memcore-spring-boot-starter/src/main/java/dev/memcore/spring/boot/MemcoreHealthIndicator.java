package dev.memcore.spring.boot;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthProblem;
import dev.memcore.api.health.HealthStatus;
import dev.memcore.api.report.Finding;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.api.report.StoreStats;
import dev.memcore.spring.boot.MemcoreProperties.HealthProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of a store. DOWN if the store cannot be read, its device has too little free space, its directory is not
 * writable, or the last check found damage; the details say what to do. Otherwise UP. The detail {@code degraded} lists
 * states in which recall works, but may find less.
 */
final class MemcoreHealthIndicator implements HealthIndicator {
    private static final long MOST_WAITING = 1_000;
    private static final int MOST_FINDINGS = 10;

    private final MemoryManager manager;
    private final StoreChecks checks;
    private final @Nullable Path directory;
    private final boolean readOnly;
    private final HealthProperties settings;

    MemcoreHealthIndicator(MemoryManager manager, StoreChecks checks, MemcoreProperties properties) {
        this.manager = manager;
        this.checks = checks;
        this.directory = properties.directory();
        this.readOnly = properties.readOnly();
        this.settings = properties.health();
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        try {
            StoreStats stats = manager.stats();
            describe(health, stats);
            problems(health);
            device(health);
            StoreChecks.Checked checked =
                    settings.checkEvery() == null ? checks.last() : checks.notOlderThan(settings.checkEvery());
            if (checked != null) {
                report(health, checked);
            }
        } catch (MemoryException e) {
            health.down().withDetail("code", e.code().name()).withDetail("error", String.valueOf(e.getMessage()));
            health.withDetail("action", action(e.code()));
        } catch (IOException e) {
            health.down(e).withDetail("action", action(ErrorCode.IO_FAILED));
        }
        return health.build();
    }

    private static void describe(Health.Builder health, StoreStats stats) {
        long waiting = stats.lastSequence() - stats.indexedSequence();
        health.withDetail("memories", stats.memories())
                .withDetail("waitingCommits", waiting)
                .withDetail(
                        "embedded",
                        stats.embedding().embedded() + " of "
                                + stats.embedding().versions());
        List<String> degraded = new ArrayList<>();
        if (waiting > MOST_WAITING) {
            degraded.add("the index is " + waiting + " commits behind the log; recall finds them, but takes longer");
        }
        if (!stats.embedding().cutOver()) {
            degraded.add("vectors of another embedder are computed again; recall uses words until then");
        } else if (stats.embedding().embedded() < stats.embedding().versions()) {
            degraded.add("memories without vectors are found by their words only; see the log if the embedder fails");
        }
        if (stats.recovery().indexState() == IndexState.DAMAGED) {
            degraded.add("the index was damaged and was rebuilt from the log when the store was opened");
        } else if (stats.recovery().indexState() == IndexState.AHEAD) {
            degraded.add("acknowledged writes were missing in the log when the store was opened; see the last backup");
        }
        if (!degraded.isEmpty()) {
            health.withDetail("degraded", degraded);
        }
    }

    /** What the store itself has noticed, for example a write that the device rejected. */
    private void problems(Health.Builder health) {
        List<String> degraded = new ArrayList<>();
        for (HealthProblem problem : manager.health().problems()) {
            if (problem.status() == HealthStatus.DOWN) {
                health.down()
                        .withDetail("code", problem.cause().name())
                        .withDetail("error", problem.detail())
                        .withDetail("action", problem.action());
            } else {
                degraded.add(problem.cause() + ": " + problem.detail() + ". " + problem.action());
            }
        }
        if (!degraded.isEmpty()) {
            health.withDetail("problems", degraded);
        }
    }

    private void device(Health.Builder health) throws IOException {
        if (directory == null || readOnly) {
            return;
        }
        long free = Files.getFileStore(directory).getUsableSpace();
        health.withDetail("freeBytes", free);
        if (free < settings.minFreeSpace().toBytes()) {
            health.down()
                    .withDetail("code", ErrorCode.STORAGE_FULL.name())
                    .withDetail(
                            "error",
                            "the device of " + directory + " has " + free + " free bytes; the minimum is "
                                    + settings.minFreeSpace().toBytes())
                    .withDetail("action", action(ErrorCode.STORAGE_FULL));
        } else if (!Files.isWritable(directory)) {
            health.down()
                    .withDetail("code", ErrorCode.STORAGE_READ_ONLY.name())
                    .withDetail("error", directory + " is not writable")
                    .withDetail("action", action(ErrorCode.STORAGE_READ_ONLY));
        }
    }

    private static void report(Health.Builder health, StoreChecks.Checked checked) {
        health.withDetail("lastCheck", checked.at().toString());
        List<Finding> findings = checked.report().findings();
        if (!findings.isEmpty()) {
            ErrorCode code = findings.getFirst().code();
            health.down()
                    .withDetail("code", code.name())
                    .withDetail(
                            "findings",
                            findings.stream()
                                    .limit(MOST_FINDINGS)
                                    .map(MemcoreHealthIndicator::text)
                                    .toList())
                    .withDetail("action", action(code));
        }
    }

    static String text(Finding finding) {
        return finding.code() + " in " + finding.file() + (finding.offset() < 0 ? "" : " at " + finding.offset()) + ": "
                + finding.message();
    }

    /** What an operator should do. */
    private static String action(ErrorCode code) {
        return switch (code) {
            case STORAGE_FULL ->
                "Free space on the device, or move the store to a larger one. Reads continue. Writes are rejected"
                        + " while the device is full, and succeed again without a restart.";
            case STORAGE_READ_ONLY ->
                "Make the directory writable. Reads continue. Writes succeed again without a restart.";
            case INDEX_DAMAGED ->
                "Restart the application: the index is built from the log, and no memory is lost. If the damage is"
                    + " found again, stop the application, delete the directory \"index\" of the store, and start it.";
            case LOG_DAMAGED, LOG_TRUNCATED ->
                "Stop the application. Restore the latest backup, or copy what is intact with Memcore.salvage.";
            case CLOSED -> "The store is closed. Restart the application.";
            case LOCKED -> "Another process has the directory open. Close it there.";
            default -> "See the error and the log of the application.";
        };
    }
}
