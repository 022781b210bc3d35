package dev.memcore.cli.serve;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A process with a server that never ends by itself, not even when it is closed. */
@Command(name = "endless")
final class EndlessServer extends ServerCommand implements StoreServer {
    static final String ADDRESS = "an endless server";
    static final String CLOSED = "closed";

    private EndlessServer() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EndlessServer()).execute("--dir", arguments[0]));
    }

    @Override
    StoreServer start(MemoryManager store) {
        store.space(Scope.of("acme", "bob")).remember("served");
        return this;
    }

    @Override
    public String address() {
        return ADDRESS;
    }

    @Override
    public void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void close() {
        System.err.println(CLOSED);
    }
}
