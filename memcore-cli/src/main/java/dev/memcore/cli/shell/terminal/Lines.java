package dev.memcore.cli.shell.terminal;

import dev.memcore.cli.console.BadInput;
import org.jspecify.annotations.Nullable;

/** A source of command lines: a user at a terminal, or a pipe. */
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
     * Asks the user to agree.
     *
     * @throws BadInput if the input is not a terminal
     */
    boolean agrees(String question);

    /** Whether the input is a terminal. */
    boolean typed();

    @Override
    void close();
}
