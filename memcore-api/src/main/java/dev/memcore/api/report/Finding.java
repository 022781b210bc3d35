package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;

/**
 * One thing that a check found wrong.
 *
 * @param code what is wrong
 * @param file the file, within the store's directory
 * @param offset the byte at which the damaged unit begins, or -1: the whole file
 * @param message what it means and what to do
 */
public record Finding(ErrorCode code, String file, long offset, String message) {
    /** Checks that nothing is missing. */
    public Finding {
        Arguments.present(code, "code");
        Arguments.present(file, "file");
        Arguments.present(message, "message");
    }
}
