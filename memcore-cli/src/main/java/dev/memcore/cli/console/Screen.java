package dev.memcore.cli.console;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Prints texts of unknown origin. Each part of a line is made {@linkplain Harmless harmless}, so that the terminal
 * receives no escape sequences except the screen's own emphasis. For one thread.
 */
public final class Screen {
    private final Terminal out;
    private final Terminal errors;

    /** A part of a line that is printed bold (strong) or dim. */
    public record Emphasis(String text, boolean strong) {}

    /** A screen on these streams; errors are never emphasised. */
    public Screen(PrintStream out, PrintStream errors, boolean emphasis) {
        this.out = new Terminal(out, emphasis);
        this.errors = new Terminal(errors, false);
    }

    /** Standard output and standard error. */
    public static Screen standard() {
        return new Screen(System.out, System.err, Terminal.standard().emphasis());
    }

    /** A part that stands out. */
    public static Emphasis strong(Object part) {
        return new Emphasis(part.toString(), true);
    }

    /** A part that stands back. */
    public static Emphasis weak(Object part) {
        return new Emphasis(part.toString(), false);
    }

    /** Whether text can be emphasised. */
    public boolean emphasis() {
        return out.emphasis();
    }

    /** Prints a line made of parts, one after the other. */
    public void line(Object... parts) {
        out.line(joined(out, parts));
    }

    /** Prints a line to standard error. */
    public void error(Object... parts) {
        errors.line(joined(errors, parts));
    }

    private static String joined(Terminal terminal, Object[] parts) {
        return Arrays.stream(parts).map(part -> shown(terminal, part)).collect(Collectors.joining());
    }

    private static String shown(Terminal terminal, Object part) {
        if (part instanceof Emphasis(String text, boolean strong)) {
            return strong ? terminal.bold(Harmless.of(text)) : terminal.dim(Harmless.of(text));
        }
        return Harmless.of(part.toString());
    }
}
