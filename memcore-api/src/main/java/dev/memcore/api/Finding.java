package dev.memcore.api;

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
        Require.present(code, "code");
        Require.present(file, "file");
        Require.present(message, "message");
    }
}
