package dev.memcore.bench.shell;

import dev.memcore.api.Reader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows or changes who reads and writes. */
@Command(
        name = "scope",
        description = {
            "Shows or changes the current reader.",
            "Options that are not given are cleared, except the tenant: scope --user bob has no agent and no"
                    + " clearances."
        })
final class ScopeCommand implements Runnable {
    private final Desk desk;

    @Mixin
    private final ReaderOptions options = new ReaderOptions();

    ScopeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        if (options.given()) {
            desk.sit(options.reader(desk.reader().scope().tenant()));
        }
        Reader reader = desk.reader();
        desk.screen()
                .line(
                        reader.scope(),
                        reader.clearances().isEmpty() ? "" : ", cleared for " + String.join(", ", reader.clearances()));
    }
}
