package dev.memcore.cli.shell.context;

import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Receipts of erasures, in files. */
public final class Receipts {
    private Receipts() {}

    /**
     * Writes a receipt to a new file. Without a file, or if it cannot be written, the receipt is printed, so that it is
     * not lost.
     */
    public static void keep(ErasureReceipt receipt, @Nullable Path file, Screen screen) {
        if (file == null) {
            show(receipt, screen);
            return;
        }
        try {
            Files.writeString(file, receipt.encode(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            screen.line("receipt: ", file);
        } catch (IOException e) {
            show(receipt, screen);
            throw new BadInput("the receipt above cannot be written to " + file + ": " + e, e);
        }
    }

    private static void show(ErasureReceipt receipt, Screen screen) {
        receipt.encode().lines().forEach(screen::line);
    }

    /** The receipt in a file. */
    public static ErasureReceipt read(Path file) {
        try {
            return ErasureReceipt.parse(Files.readString(file));
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
    }
}
