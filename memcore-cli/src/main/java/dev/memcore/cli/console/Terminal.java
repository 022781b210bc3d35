package dev.memcore.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints plain lines to standard output. Emphasis is used only on a terminal, and never if {@code NO_COLOR} is set. */
public final class Terminal {
    private final PrintStream out;
    private final boolean emphasis;

    /** A terminal that prints to the stream. */
    public Terminal(PrintStream out, boolean emphasis) {
        this.out = out;
        this.emphasis = emphasis;
    }

    /** Standard output. */
    public static Terminal standard() {
        return new Terminal(System.out, Ansi.AUTO.enabled());
    }

    /** Whether text can be emphasised. */
    public boolean emphasis() {
        return emphasis;
    }

    /** Prints a line. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a formatted line. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    public void line(String format, Object... arguments) {
        line(String.format(Locale.ROOT, format, arguments));
    }

    /** Prints an empty line. */
    public void line() {
        line("");
    }

    /** Overwrites the present line; nothing where lines cannot be overwritten. */
    public void progress(String text) {
        if (emphasis) {
            out.print("\r\u001b[K" + text);
            out.flush();
        }
    }

    /** Ends the line that {@link #progress} wrote. */
    public void progressDone() {
        progress("");
    }

    /** The text, strong. */
    public String bold(String text) {
        return styled("1", text);
    }

    /** The text, weak. */
    public String dim(String text) {
        return styled("2", text);
    }

    private String styled(String code, String text) {
        return emphasis ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
