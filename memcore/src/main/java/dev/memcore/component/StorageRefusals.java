package dev.memcore.component;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes that a store can do without: if the device refuses one, it is made later, and the failure is only logged. */
public final class StorageRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(StorageRefusals.class);

    private StorageRefusals() {}

    /** Whether a write failed in the operating system, because the device is full for example. */
    public static boolean isRefusal(MemoryException failure) {
        return failure.code() == ErrorCode.STORAGE_FULL
                || failure.code() == ErrorCode.STORAGE_READ_ONLY
                || failure.code() == ErrorCode.IO_FAILED;
    }

    /** Runs something that writes; logs a refusal, and throws all else. */
    public static void tolerate(String what, Runnable write) {
        try {
            write.run();
        } catch (MemoryException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            LOG.warn("{} could not be written: {}", what, e.getMessage());
        }
    }
}
