package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;

/**
 * A problem that a check found.
 *
 * @param code the kind of problem
 * @param file the file, relative to the store's directory
 * @param offset the byte at which the damaged unit starts, or -1 for the whole file
 * @param message what the problem means and what to do
 */
public record Finding(ErrorCode code, String file, long offset, String message) {
    /** Checks that nothing is missing. */
    public Finding {
        Arguments.present(code, "code");
        Arguments.present(file, "file");
        Arguments.present(message, "message");
    }
}
