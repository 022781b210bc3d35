package dev.memcore.bench.shell.terminal;

import dev.memcore.bench.harness.BadInput;
import org.jspecify.annotations.Nullable;

/** Where the command lines come from: a person, or a pipe. */
public interface Lines extends AutoCloseable {
    /**
     * The next line, without its end; null: there will be none.
     *
     * @param prompt what a person is shown
     * @throws BadInput if there is a line, but not one of text; the next call goes on with the line after it
     */
    @Nullable
    String next(String prompt);

    /**
     * Whether a person agrees.
     *
     * @throws BadInput if there is no person to ask
     */
    boolean agrees(String question);

    /** Whether a person types. */
    boolean typed();

    @Override
    void close();
}
