package dev.memcore.cli.shell.write;

import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs maintenance after showing its proposed operations. */
@Command(
        name = "maintain",
        description = "Shows what the policies would do in all scopes, asks for confirmation, and runs them.")
public final class MaintainCommand implements Runnable {
    private static final int LINES = 20;

    private final ShellContext desk;

    @Option(
            names = "--operations",
            paramLabel = "N",
            description = "Maximum number of operations (default: ${DEFAULT-VALUE}).")
    private int operations = Budget.ofDefaults().operations();

    @Option(names = "--yes", description = "Do not ask for confirmation.")
    private boolean yes;

    public MaintainCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Budget budget = Budget.ofOperations(operations);
        MaintenanceReport plan = desk.store().dryRun(budget);
        if (plan.operations().isEmpty() && plan.compacted() == 0) {
            desk.screen().line("nothing to do");
            return;
        }
        show(plan);
        if (!desk.agrees(yes, "Do this?")) {
            desk.screen().line("nothing was done");
            return;
        }
        MaintenanceReport done = desk.store().maintain(budget);
        desk.screen()
                .line(
                        "done: ",
                        done.total(),
                        " operations, ",
                        done.skipped(),
                        " skipped, ",
                        done.compacted(),
                        " old versions dropped",
                        done.finished() ? "" : "; there is more to do");
        if (!done.commits().isEmpty()) {
            String commits = done.commits().stream().map(String::valueOf).collect(Collectors.joining(" "));
            desk.screen().line("to revert this run: undo --all-scopes ", commits);
        }
    }

    private void show(MaintenanceReport plan) {
        for (MemoryOp operation :
                plan.operations().subList(0, Math.min(LINES, plan.operations().size()))) {
            desk.screen()
                    .line(desk.shown().name(operation.id()), "  ", OperationWords.inWords(operation, desk.shown()));
            new MemoryPrinter(desk).cause(operation.cause());
        }
        if (plan.total() > LINES) {
            desk.screen().line("... and ", plan.total() - LINES, " more operations");
        }
        if (plan.compacted() > 0) {
            desk.screen().line(plan.compacted(), " old versions would be dropped; undo does not bring them back");
        }
    }
}
