package dev.memcore.cli.shell.read;

import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.cli.shell.context.Receipts;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.store.CheckReports;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a receipt against the store. */
@Command(name = "verify", description = "Checks the receipt of an erasure against the store.")
public final class VerifyCommand implements Callable<Integer> {
    private final ShellContext desk;

    @Parameters(paramLabel = "FILE", description = "The file with the receipt.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    public VerifyCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        ErasureReceipt receipt = Receipts.read(file);
        desk.screen()
                .line(
                        "commit ",
                        receipt.sequence(),
                        ", ",
                        receipt.erasedAt(),
                        ", ",
                        receipt.entries().size(),
                        " memories");
        return CheckReports.print(desk.screen(), desk.space().verify(receipt));
    }
}
