package dev.memcore.store.frame;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;

/** Where a frame should begin, there is none; whether it was torn or damaged, only recovery can judge. */
public final class BadFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final boolean cutOff;

    /**
     * A bad frame.
     *
     * @param offset where it begins
     * @param cutOff whether all that is wrong is that the file ends too early
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
