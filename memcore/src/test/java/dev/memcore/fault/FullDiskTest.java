package dev.memcore.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process whose files may not grow beyond a size: the operating system refuses its writes. */
@DisabledOnOs(OS.WINDOWS)
final class FullDiskTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final int LIMIT_BLOCKS = 256;
    private static final int ATTEMPTS = 40;

    /** What the child does: fills the log, is refused, reads on, writes what still fits, and closes. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path store = Path.of(arguments[0]);
            try (MemoryManager manager =
                    Memcore.builder().directory(store).withoutEmbedder().build()) {
                MemorySpace space = manager.space(BOB);
                int accepted = 0;
                int refused = 0;
                for (int i = 0; i < ATTEMPTS; i++) {
                    try {
                        space.remember("large " + i + " " + "x".repeat(20_000));
                        accepted++;
                    } catch (MemoryException e) {
                        requireFull(e);
                        refused++;
                    }
                }
                require(accepted > 0 && refused > 0, accepted + " accepted, " + refused + " refused");
                require(space.recall("large").hits().size() > 0, "recall fails");
                space.remember("a small one");
                require(
                        space.list(MemoryFilter.any(), null, 100).memories().size() == accepted + 1,
                        "the list is not complete");
                require(manager.check().ok(), "check: " + manager.check().findings());
                System.out.println("accepted " + accepted);
            }
        }

        private static void requireFull(MemoryException failure) {
            if (failure.code() != ErrorCode.STORAGE_FULL) {
                throw failure;
            }
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalStateException(otherwise);
            }
        }
    }

    @Test
    @Timeout(120)
    void whatWasAcknowledgedIsThereAndNothingElse(@TempDir Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("store");
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f " + LIMIT_BLOCKS
                                + " && exec \"$0\" -XX:-UsePerfData -Xshare:auto -cp \"$1\" \"$2\" \"$3\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        store.toString())
                .redirectErrorStream(true)
                .start();
        List<String> printed = child.inputReader().lines().toList();
        assertEquals(0, child.waitFor(), printed::toString);
        String last = printed.getLast();
        assertTrue(last.startsWith("accepted "), printed::toString);
        int accepted = Integer.parseInt(last.substring("accepted ".length()));
        try (MemoryManager manager =
                Memcore.builder().directory(store).withoutEmbedder().build()) {
            Set<String> texts = new TreeSet<>();
            manager.space(BOB)
                    .list(MemoryFilter.any(), null, 100)
                    .memories()
                    .forEach(memory -> texts.add(memory.text()));
            assertEquals(accepted + 1, texts.size());
            assertTrue(texts.contains("a small one"));
            assertEquals(List.of(), manager.check().findings());
            manager.space(BOB).remember("written where there is space again");
        }
    }
}
