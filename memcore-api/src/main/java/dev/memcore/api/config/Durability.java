package dev.memcore.api.config;

/** When a write is acknowledged. */
public enum Durability {
    /** After its bytes are on the device. Nothing acknowledged is lost, whether the process dies or the power fails. */
    SYNCED,
    /**
     * After its bytes are handed to the operating system; the device follows within {@value #SYNC_INTERVAL_MILLIS} ms.
     * Nothing acknowledged is lost when the process dies; when the power fails, up to that interval may be.
     */
    BUFFERED;

    /** The longest time for which {@link #BUFFERED} leaves a write to the operating system, in milliseconds. */
    public static final int SYNC_INTERVAL_MILLIS = 200;
}
