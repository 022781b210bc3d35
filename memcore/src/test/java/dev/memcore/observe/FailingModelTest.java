package dev.memcore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.FallbackWriteStage;
import dev.memcore.consolidation.KeepVerbatim;
import dev.memcore.spi.WriteStage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes while a model that a write stage calls is not available. */
final class FailingModelTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    private boolean available = true;

    private final WriteStage asksModel = (scope, observation, ids, now) -> {
        if (!available) {
            throw new IllegalStateException("the model is away");
        }
        return new KeepVerbatim().propose(scope, observation, ids, now);
    };

    @Test
    void withTheFallbackTheObservationIsStoredVerbatim() {
        List<RuntimeException> failures = new ArrayList<>();
        Path store = directory.resolve("store");
        Memory without;
        try (MemoryManager manager = Memcore.builder()
                .directory(store)
                .withoutEmbedder()
                .writeStage(new FallbackWriteStage(asksModel, failures::add))
                .build()) {
            Memory with = manager.space(BOB).remember("first");
            assertEquals(KeepVerbatim.ACTOR, with.cause().actor());
            available = false;
            without = manager.space(BOB).remember("second");
            assertEquals(FallbackWriteStage.ACTOR, without.cause().actor());
            assertEquals(1, failures.size());
        }
        try (MemoryManager manager =
                Memcore.builder().directory(store).withoutEmbedder().build()) {
            assertEquals(List.of(without), manager.space(BOB).recall("second").memories());
        }
    }

    @Test
    void withoutItTheWriteFailsAndTheCallerKnows() {
        available = false;
        try (MemoryManager manager =
                Memcore.builder().withoutEmbedder().writeStage(asksModel).build()) {
            assertEquals(
                    ErrorCode.COMPONENT_FAILED,
                    assertThrows(MemoryException.class, () -> manager.space(BOB).remember("x"))
                            .code());
            assertEquals(0, manager.stats().memories());
        }
    }
}
