package dev.memcore.store.file;

import dev.memcore.api.error.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The file operations that the log needs, within the directory of one store. Names are relative to it, with "/" between
 * parts. Tests implement it with files whose operations fail, are carried out in part, or are lost with the power.
 *
 * <p>Only threads of memcore call the operations: {@link OwnedFiles} ensures this.
 */
public interface LogFiles {
    boolean exists(String name) throws IOException;

    /** The names in a directory, without the directory itself, sorted. Empty if the directory does not exist. */
    List<String> list(String directory) throws IOException;

    long size(String name) throws IOException;

    /** Opens a file for reading, from an offset on. */
    InputStream read(String name, long offset) throws IOException;

    /** Creates an empty file. Replaces an existing one. */
    Appender create(String name) throws IOException;

    /** Cuts an existing file to a length and opens it for appending. */
    Appender reopen(String name, long length) throws IOException;

    /** Renames a file atomically and replaces an existing one. Durable after {@link #syncDirectory}. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file. Does nothing if it does not exist. */
    void delete(String name) throws IOException;

    /** Creates a directory and its missing parents. Does nothing if it exists. */
    void createDirectory(String name) throws IOException;

    /** Makes the names in a directory durable. The empty name means the store's directory itself. */
    void syncDirectory(String name) throws IOException;

    /**
     * The error code for the failure of a write: {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY},
     * or {@link ErrorCode#IO_FAILED} for any other failure.
     */
    ErrorCode meaning(Throwable failure);

    /** A file that is open for appending. For one thread. */
    interface Appender extends Closeable {
        void write(byte[] bytes, int offset, int length) throws IOException;

        /**
         * Permits zeros beyond the end, so that later syncs take less time. Until {@link #truncate} or {@link #close}, the
         * file may then be longer than what was written; after the end of the process, it may stay so.
         */
        default void reserveAhead() throws IOException {}

        /** Overwrites existing bytes. Later writes still append to the end. */
        void overwrite(long at, byte[] bytes) throws IOException;

        /** Returns once all written bytes, and the file's length, are on the device. */
        void sync() throws IOException;

        /** Cuts the file to a length. Later writes append there. */
        void truncate(long length) throws IOException;
    }
}
