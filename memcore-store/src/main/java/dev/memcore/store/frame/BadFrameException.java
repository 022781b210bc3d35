package dev.memcore.store.frame;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;

/** Signals that no valid frame begins where one should. Only recovery can decide whether it was torn or damaged. */
public final class BadFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final boolean cutOff;

    /**
     * Creates the exception for a bad frame.
     *
     * @param offset the offset of the frame in its segment
     * @param cutOff whether the only fault is that the file ends too early
     */
    public BadFrameException(long offset, boolean cutOff, String message) {
        super(message);
        this.offset = offset;
        this.cutOff = cutOff;
    }

    public long offset() {
        return offset;
    }

    public boolean cutOff() {
        return cutOff;
    }

    public LogDamagedException damage(String file) {
        return damage(ErrorCode.LOG_DAMAGED, file);
    }

    public LogDamagedException damage(ErrorCode code, String file) {
        return new LogDamagedException(code, file, offset, String.valueOf(getMessage()), this);
    }
}
