package dev.memcore.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that breaks off keeps what it has taken in, and nothing of what is erased in it. */
final class HalfImportTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final String SECRET = "xyzzyopensthesafe";

    @TempDir
    private Path directory;

    private static List<String> export(MemoryManager manager) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manager.exportTo(out);
        return out.toString(UTF_8).lines().toList();
    }

    private boolean isInFiles(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), UTF_8).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The lines of a store before an erasure, the erasure, and a line that is damaged. */
    private static byte[] half() {
        try (MemoryManager manager = Memcore.builder().build()) {
            MemorySpace bob = manager.space(BOB);
            Memory secret = bob.remember(SECRET);
            bob.remember("The cellar is dry.");
            List<String> lines = new ArrayList<>(export(manager));
            lines.removeLast();
            bob.erase(Erasure.of(secret.id()));
            List<String> after = export(manager);
            lines.add(after.get(after.size() - 2));
            lines.add("{\"sequence\":");
            return (String.join("\n", lines) + "\n").getBytes(UTF_8);
        }
    }

    @Test
    void whatIsErasedInItIsGone() throws IOException {
        byte[] half = half();
        assertTrue(new String(half, UTF_8).contains(SECRET));
        try (MemoryManager manager = Memcore.builder().directory(directory).build()) {
            assertThrows(MemoryException.class, () -> manager.importFrom(new ByteArrayInputStream(half)));
            assertEquals(
                    List.of("The cellar is dry."),
                    manager.space(BOB).recall("cellar safe").memories().stream()
                            .map(Memory::text)
                            .toList());
        }
        assertFalse(isInFiles(SECRET));
    }
}
