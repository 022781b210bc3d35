package dev.memcore.bench.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM with the same class path that runs a command of the bench and writes lines to its standard output. It can
 * be killed at any time. For one thread, except {@link #kill()} and {@link #isAlive()}.
 */
public final class ChildJvm implements AutoCloseable {
    /** The command line's main class; by its name, because the command line knows the commands that start children. */
    private static final String MAIN = "dev.memcore.bench.Bench";

    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a command of the bench with its arguments. Its errors go to this process's standard error. */
    public static ChildJvm start(List<String> arguments) {
        return start(List.of("-XX:TieredStopAtLevel=1"), MAIN, arguments); // it runs for a short time only
    }

    /** Starts a command of the bench as {@link #start(List)} does, with other options of the JVM. */
    public static ChildJvm start(List<String> options, List<String> arguments) {
        return start(options, MAIN, arguments);
    }

    /** Starts a main class as {@link #start(List)} starts the bench, with other options of the JVM. */
    public static ChildJvm start(List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(arguments);
        try {
            return new ChildJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    /**
     * Returns the next complete line, or null at the end. An incomplete last line is dropped, because it may be
     * truncated.
     */
    public @Nullable String readLine() {
        try {
            StringBuilder line = new StringBuilder();
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c == '\n') {
                    return line.toString();
                }
                line.append((char) c);
            }
            return null;
        } catch (IOException e) {
            return null; // the pipe broke with the process
        }
    }

    /** Kills the process at once: on Unix with SIGKILL, which it can neither notice nor delay. */
    public void kill() {
        // Not the process's own method, which closes the pipe and discards unread output.
        process.toHandle().destroyForcibly();
    }

    /** Whether the process has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the process has ended; gives its exit code. */
    public int await() {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the child process " + process.pid() + " did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the child process", e);
        }
    }

    /** Kills the process if it is still there. */
    @Override
    public void close() {
        kill();
        try {
            lines.close();
        } catch (IOException e) {
            // Nothing is left to be read.
        }
    }
}
