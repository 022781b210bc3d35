package dev.memcore.cli.shell.read;

import dev.memcore.api.Principal;
import dev.memcore.cli.shell.context.PrincipalOptions;
import dev.memcore.cli.shell.context.ShellContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows or changes the principal that reads and writes. */
@Command(
        name = "scope",
        description = {
            "Shows or changes the current reader.",
            "Options that are not given are cleared, except the tenant: scope --user bob has no agent and no"
                    + " clearances."
        })
public final class ScopeCommand implements Runnable {
    private final ShellContext desk;

    @Mixin
    private final PrincipalOptions options = new PrincipalOptions();

    public ScopeCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        if (options.given()) {
            desk.sit(options.reader(desk.reader().scope().tenant()));
        }
        Principal reader = desk.reader();
        desk.screen()
                .line(
                        reader.scope(),
                        reader.clearances().isEmpty() ? "" : ", cleared for " + String.join(", ", reader.clearances()));
    }
}
