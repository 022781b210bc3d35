package dev.memcore.spring.boot;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.report.CacheStats;
import dev.memcore.api.report.StoreStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator endpoint {@code memcore}. Reading it returns the statistics of the store and the last check. Writing to it
 * reads and verifies all files of the store, in O(size). It never returns texts of memories. Thread-safe.
 */
@Endpoint(id = "memcore")
public final class MemcoreEndpoint {
    private final MemoryManager manager;
    private final StoreChecks checks;

    MemcoreEndpoint(MemoryManager manager, StoreChecks checks) {
        this.manager = manager;
        this.checks = checks;
    }

    /**
     * The state of the store.
     *
     * @param memories the number of memories in the index, whatever their status
     * @param lastSequence the number of the last commit in the log
     * @param indexedSequence the number of the last indexed commit
     * @param logBytes the size of the log in bytes
     * @param segments the number of segments of the log
     * @param indexBytes the size of the index in bytes
     * @param embedded the number of versions that have their vectors
     * @param versions the number of indexed versions
     * @param recovery what was necessary to open the store
     * @param caches the caches by name
     * @param lastCheck the last check; null if there was none
     */
    public record Stats(
            long memories,
            long lastSequence,
            long indexedSequence,
            long logBytes,
            int segments,
            long indexBytes,
            long embedded,
            long versions,
            Map<String, Object> recovery,
            Map<String, CacheStats> caches,
            @Nullable Check lastCheck) {}

    /**
     * The result of a check.
     *
     * @param at when it ended, in ISO 8601
     * @param ok whether nothing was found
     * @param commits the number of intact commits in the log
     * @param bytes the number of bytes that were read
     * @param findings the problems, and what to do
     */
    public record Check(String at, boolean ok, long commits, long bytes, List<String> findings) {
        static Check of(StoreChecks.Checked checked) {
            return new Check(
                    checked.at().toString(),
                    checked.report().ok(),
                    checked.report().commits(),
                    checked.report().bytes(),
                    checked.report().findings().stream()
                            .map(MemcoreHealthIndicator::text)
                            .toList());
        }
    }

    /** Returns the state of the store. */
    @ReadOperation
    public Stats stats() {
        StoreStats stats = manager.stats();
        Map<String, Object> recovery = new LinkedHashMap<>();
        recovery.put("index", stats.recovery().indexState().name());
        recovery.put("replayedCommits", stats.recovery().replayed());
        recovery.put("tornBytes", stats.recovery().tornBytes());
        recovery.put("millis", stats.recovery().took().toMillis());
        StoreChecks.Checked last = checks.last();
        return new Stats(
                stats.memories(),
                stats.lastSequence(),
                stats.indexedSequence(),
                stats.logBytes(),
                stats.segments(),
                stats.indexBytes(),
                stats.embedding().embedded(),
                stats.embedding().versions(),
                recovery,
                stats.caches(),
                last == null ? null : Check.of(last));
    }

    /** Reads and verifies all files. O(size of the store). */
    @WriteOperation
    public Check check() {
        return Check.of(checks.check());
    }
}
