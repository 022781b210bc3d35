package dev.memcore.cli.serve;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.cli.console.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/**
 * A subcommand of {@code serve}: opens a store, starts a server on it, and waits until the server ends or the process is
 * told to end. A subclass declares the options of its server, and starts it. Standard output belongs to the server.
 */
abstract class ServerCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the store; created if it does not exist.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    private final Screen screen = Screen.standard();

    /** Starts the server. If this fails, the store is closed. */
    abstract StoreServer start(MemoryManager store) throws Exception;

    @Override
    public final Integer call() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (MemoryManager store = Memcore.open(directory);
                StoreServer server = start(store)) {
            screen.error(server.address());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, closed), "memcore-serve-end"));
            server.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** Ends the server when the process is told to end, and lets the process live until the store is closed. */
    private static void end(StoreServer server, CountDownLatch closed) {
        server.close();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
