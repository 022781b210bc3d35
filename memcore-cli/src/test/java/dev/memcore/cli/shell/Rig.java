package dev.memcore.cli.shell;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.cli.shell.terminal.Lines;
import dev.memcore.cli.shell.terminal.PipedLines;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ManualClock;
import dev.memcore.testkit.SequenceIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store, and shells on it that are fed with lines. Its clock goes on by a minute with each line; its ids are 1, 2, 3. */
public final class Rig implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Scope BOB = Scope.of("acme", "bob");

    private final ManualClock clock = new ManualClock(START);
    public final MemoryManager store;

    /** What a shell printed, and how it ended. */
    public record Result(int code, String out, String errors) {
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** On a store in memory. */
    public Rig() {
        store = configured().build();
    }

    /** On a store in a directory. */
    public Rig(Path directory) {
        store = configured().directory(directory).build();
    }

    /** On a store in memory that is maintained. */
    public Rig(LifecyclePolicy... policies) {
        store = configured().policies(List.of(policies)).build();
    }

    private MemcoreBuilder configured() {
        return Memcore.builder().withoutEmbedder().clock(clock).idSource(new SequenceIds());
    }

    /** Runs the lines in a new shell, which knows nothing of what others have shown. */
    public Result run(String... lines) {
        return run(false, false, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public Result run(boolean stop, boolean emphasis, byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Lines lines = new Ticking(new PipedLines(new ByteArrayInputStream(input)), clock);
        try (Shell shell = new Shell(
                store,
                Principal.of(BOB),
                completer -> lines,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                emphasis)) {
            int code = shell.run(stop);
            return new Result(code, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        }
    }

    private record Ticking(Lines lines, ManualClock clock) implements Lines {
        @Override
        public @Nullable String next(String prompt) {
            clock.advance(Duration.ofMinutes(1));
            return lines.next(prompt);
        }

        @Override
        public boolean agrees(String question) {
            return lines.agrees(question);
        }

        @Override
        public boolean typed() {
            return lines.typed();
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
