package dev.memcore.component;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs optional writes. If the device rejects one, the failure is only logged, and the write is made later. */
public final class StorageRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(StorageRefusals.class);

    private StorageRefusals() {}

    /** Whether a write failed in the operating system, for example because the device is full. */
    public static boolean isRefusal(MemoryException failure) {
        return failure.code() == ErrorCode.STORAGE_FULL
                || failure.code() == ErrorCode.STORAGE_READ_ONLY
                || failure.code() == ErrorCode.IO_FAILED;
    }

    /** Runs a write. Logs a rejection by the device and throws every other failure. */
    public static void tolerate(String what, Runnable write) {
        try {
            write.run();
        } catch (MemoryException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            LOG.warn("{} could not be written and will be written later: {}", what, e.getMessage());
        }
    }
}
