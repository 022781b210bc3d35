package dev.memcore.cli.serve;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.cli.console.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
        try (MemoryManager store = Memcore.open(directory);
                StoreServer server = start(store)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, store), "memcore-serve-end"));
            screen.error(server.address()); // last: who reads it may end the process at once
            server.await();
        }
        return 0;
    }

    /** Prints a line on standard error. */
    final void error(String line) {
        screen.error(line);
    }

    /** Closes server and store when the process is told to end. The main thread may still wait for input. */
    private static void end(StoreServer server, MemoryManager store) {
        server.close();
        store.close();
    }
}
