package dev.memcore.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.error.StoreClosedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class ServerCommandTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    /** A server that ends by itself, or fails to start. */
    @Command(name = "note")
    private static final class NoteCommand extends ServerCommand implements StoreServer {
        private final boolean fails;
        private final CountDownLatch closed = new CountDownLatch(1);

        @SuppressWarnings("NullAway.Init") // set by start
        private MemoryManager store;

        NoteCommand(boolean fails) {
            this.fails = fails;
        }

        @Override
        StoreServer start(MemoryManager opened) throws IOException {
            store = opened;
            if (fails) {
                throw new IOException("the port is taken");
            }
            opened.space(BOB).remember("served");
            return this;
        }

        @Override
        public String address() {
            return "a note";
        }

        @Override
        public void await() {}

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void theStoreIsClosedWhenTheServerEnds() {
        NoteCommand server = new NoteCommand(false);
        assertEquals(
                0,
                new CommandLine(server)
                        .execute("--dir", directory.resolve("store").toString()));
        assertEquals(0, server.closed.getCount());
        assertThrows(StoreClosedException.class, () -> server.store.space(BOB).remember("late"));
        try (MemoryManager again = Memcore.open(directory.resolve("store"))) {
            assertEquals(1, again.stats().memories());
        }
    }

    @Test
    void theStoreIsClosedWhenTheServerDoesNotStart() {
        NoteCommand server = new NoteCommand(true);
        assertTrue(new CommandLine(server)
                        .execute("--dir", directory.resolve("store").toString())
                != 0);
        try (MemoryManager again = Memcore.open(directory.resolve("store"))) {
            assertEquals(0, again.stats().memories());
        }
    }

    @Test
    void theStoreIsClosedWhenTheProcessIsToldToEnd() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessServer.class.getName(),
                        directory.resolve("store").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader errors = process.errorReader()) {
            String line = errors.readLine();
            while (line != null && !line.equals(EndlessServer.ADDRESS)) {
                line = errors.readLine();
            }
            assertTrue(process.toHandle().destroy()); // unlike Process.destroy, it leaves the streams open
            process.waitFor();
            assertEquals(List.of(EndlessServer.CLOSED), errors.lines().toList());
        }
        try (MemoryManager again = Memcore.open(directory.resolve("store"))) {
            assertEquals(1, again.stats().memories());
            assertEquals(0, again.stats().recovery().replayed());
        }
    }
}
