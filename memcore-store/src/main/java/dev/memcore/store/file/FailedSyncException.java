package dev.memcore.store.file;

import java.io.IOException;

/** Signals a failed sync: it is unknown which of the bytes written since the last sync are on the device. */
public final class FailedSyncException extends IOException {
    private static final long serialVersionUID = 1;

    public FailedSyncException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
