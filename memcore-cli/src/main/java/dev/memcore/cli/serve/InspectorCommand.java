package dev.memcore.cli.serve;

import dev.memcore.api.MemoryManager;
import dev.memcore.inspector.Inspector;
import dev.memcore.inspector.InspectorConfig;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a web page that shows a store. */
@Command(
        name = "inspector",
        description = {
            "Serves a web page on 127.0.0.1 that shows a store. The address is printed on standard error, with the"
                    + " token that the page needs.",
            "The page changes nothing unless --writes is given."
        },
        mixinStandardHelpOptions = true)
final class InspectorCommand extends ServerCommand {
    @Option(names = "--port", paramLabel = "PORT", description = "The port; by default a free one.")
    private int port;

    @Option(names = "--writes", description = "Let the page change the store: forget, undo, maintain, erase.")
    private boolean writes;

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "A tenant that the page shows; can be given several times. By default it shows all.")
    private List<String> tenants = List.of();

    InspectorCommand() {}

    @Override
    StoreServer start(MemoryManager store) {
        return new Page(Inspector.start(
                store,
                InspectorConfig.builder()
                        .port(port)
                        .writes(writes)
                        .tenants(tenants)
                        .build()));
    }

    private static final class Page implements StoreServer {
        private final Inspector inspector;
        private final CountDownLatch closed = new CountDownLatch(1);

        Page(Inspector inspector) {
            this.inspector = inspector;
        }

        @Override
        public String address() {
            return inspector.url().toString();
        }

        @Override
        public void await() throws InterruptedException {
            closed.await();
        }

        @Override
        public void close() {
            inspector.close();
            closed.countDown();
        }
    }
}
