package dev.memcore.store.file;

import java.io.IOException;

/** A sync failed: nobody knows which of the bytes written since the last one are on the device. */
public final class FailedSyncException extends IOException {
    private static final long serialVersionUID = 1;

    public FailedSyncException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
