package dev.memcore.store.file;

import dev.memcore.api.error.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The file operations that the log needs, below one store's directory. Names are relative to it, with "/" between parts.
 * The seam at which tests make operations fail, tear, or vanish with the power.
 *
 * <p>Operations are called by threads of memcore only: {@link OwnedFiles} sees to that.
 */
public interface LogFiles {
    boolean exists(String name) throws IOException;

    /** The names in a directory, without the directory, sorted; empty if there is no such directory. */
    List<String> list(String directory) throws IOException;

    long size(String name) throws IOException;

    /** The bytes of a file from an offset on. */
    InputStream read(String name, long offset) throws IOException;

    /** A new, empty file; replaces what is there. */
    Appender create(String name) throws IOException;

    /** An existing file, cut to a length; bytes are added behind it. */
    Appender reopen(String name, long length) throws IOException;

    /** Atomically gives a file another name, replacing what is there. Durable after {@link #syncDirectory}. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** Makes a directory, and those above it; no error if it is there. */
    void createDirectory(String name) throws IOException;

    /** Makes the names in a directory durable; the empty name is the store's directory itself. */
    void syncDirectory(String name) throws IOException;

    /**
     * What the failure of a write means: {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY}, or {@link
     * ErrorCode#IO_FAILED} for anything else.
     */
    ErrorCode meaning(Throwable failure);

    /** A file open for adding bytes at its end. For one thread. */
    interface Appender extends Closeable {
        void write(byte[] bytes, int offset, int length) throws IOException;

        /** Writes bytes that are there already once more; what is added later still goes to the end. */
        void overwrite(long at, byte[] bytes) throws IOException;

        /** Returns once all written bytes, and the file's length, are on the device. */
        void sync() throws IOException;

        /** Cuts the file. */
        void truncate(long length) throws IOException;
    }
}
