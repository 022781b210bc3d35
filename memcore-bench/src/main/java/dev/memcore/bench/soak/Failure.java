package dev.memcore.bench.soak;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.bench.soak.model.Mismatch;
import dev.memcore.bench.soak.model.Step.Interrupt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Set;

/**
 * The failure of a call.
 *
 * @param signature a text that is the same for all failures of the same kind
 * @param details what went wrong here
 * @param fatal whether the store may no longer work; then the interrupted operations may or may not have happened
 */
record Failure(String signature, String details, boolean fatal) {
    private static final Set<ErrorCode> FATAL = EnumSet.of(
            ErrorCode.INDEX_DAMAGED,
            ErrorCode.LOG_DAMAGED,
            ErrorCode.LOG_TRUNCATED,
            ErrorCode.IO_FAILED,
            ErrorCode.CLOSED);

    private static final int STACK = 1_500;

    static Failure of(String operation, Interrupt interrupt, Throwable thrown) {
        if (thrown instanceof Mismatch mismatch) {
            return new Failure(mismatch.signature(), String.valueOf(mismatch.getMessage()), false);
        }
        String during = interrupt.isNone() ? "" : " on an interrupted thread";
        if (thrown instanceof MemoryException e) {
            return of(operation + during, e);
        }
        return new Failure(
                operation + during + " throws " + thrown.getClass().getSimpleName(), thrown + stack(thrown), true);
    }

    /** A failure of the store affects all operations, so the operation is not a part of its signature. */
    private static Failure of(String operation, MemoryException e) {
        String cause = e.getCause() == null ? "" : " (" + root(e).getClass().getSimpleName() + ")";
        boolean fatal = FATAL.contains(e.code());
        boolean any = fatal || e.getCause() != null;
        return new Failure(
                (any ? "a call" : operation) + " fails with " + e.code() + cause,
                operation + ": " + e.getMessage() + stack(e),
                fatal);
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        root(thrown).printStackTrace(new PrintWriter(text));
        String all = text.toString().replaceAll("\\s+", " ");
        return " | " + all.substring(0, Math.min(STACK, all.length()));
    }
}
