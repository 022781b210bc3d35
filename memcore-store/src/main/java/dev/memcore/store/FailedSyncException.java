package dev.memcore.store;

import java.io.IOException;

/** A sync failed: nobody knows which of the bytes written since the last one are on the device. */
final class FailedSyncException extends IOException {
    private static final long serialVersionUID = 1;

    FailedSyncException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
