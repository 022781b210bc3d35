package dev.memcore.api.config;

/** What has happened to a write when it is acknowledged. */
public enum Durability {
    /**
     * The bytes of the write are on the device. An acknowledged write survives the end of the process and a power
     * failure.
     */
    SYNCED,
    /**
     * The bytes of the write were passed to the operating system. They are synced to the device within {@value
     * #SYNC_INTERVAL_MILLIS} ms. An acknowledged write survives the end of the process. A power failure may lose the
     * writes of this interval.
     */
    BUFFERED;

    /**
     * The maximum time in milliseconds between the acknowledgement of a {@link #BUFFERED} write and its sync to the
     * device.
     */
    public static final int SYNC_INTERVAL_MILLIS = 200;
}
