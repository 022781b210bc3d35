package dev.memcore;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Durability;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CacheStats;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheStatsTest {
    @Test
    void aRepeatedReadIsAHit(@TempDir Path directory) {
        try (MemoryManager manager = Memcore.builder()
                .directory(directory)
                .durability(Durability.BUFFERED)
                .build()) {
            MemorySpace space = manager.space(Scope.of("acme", "ann"));
            space.remember("The router is in the cupboard.");
            manager.awaitIndexed();
            for (int i = 0; i < 2; i++) {
                space.recall(MemoryQuery.of("Where is the router?"));
                space.context(ContextRequest.of("Where is the router?", 500));
            }
            Map<String, CacheStats> caches = manager.stats().caches();
            assertEquals(
                    Set.of("analysedTexts", "claims", "contexts", "memories", "visibleDocuments", "windows"),
                    caches.keySet());
            assertEquals(new CacheStats(1, 1, 1), caches.get("contexts"));
            CacheStats memories = requireNonNull(caches.get("memories"));
            assertEquals(1, memories.entries());
            assertTrue(memories.hits() > 0 && memories.misses() == 1, memories.toString());
            assertTrue(requireNonNull(caches.get("visibleDocuments")).hits() > 0);
        }
    }

    @Test
    void theHitRateIsAShare() {
        assertEquals(0.75, new CacheStats(3, 1, 2).hitRate());
        assertEquals(1, new CacheStats(0, 0, 0).hitRate());
        assertThrows(MemoryException.class, () -> new CacheStats(-1, 0, 0));
    }
}
