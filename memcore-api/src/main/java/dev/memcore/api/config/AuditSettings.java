package dev.memcore.api.config;

import dev.memcore.api.check.Arguments;
import java.nio.file.Path;

/**
 * Where and how the audit log of recalls is written; see {@code MemcoreBuilder.auditLog}. The files of one user have at
 * most {@code fileBytes * filesPerUser} bytes, and one line more.
 *
 * @param directory the directory of the files, which is created; no other store may use it
 * @param durability whether each line is synced before the call returns; {@link Durability#BUFFERED} survives a crash of
 *     the process, and {@link Durability#SYNCED} also one of the machine
 * @param fileBytes the size from which a new file is begun, 1 KiB to 1 GiB
 * @param filesPerUser the maximum number of files for one user, 1 to 1,000; the oldest is deleted
 */
public record AuditSettings(Path directory, Durability durability, long fileBytes, int filesPerUser) {
    private static final long LEAST_BYTES = 1L << 10;
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_FILES = 1_000;
    private static final long DEFAULT_BYTES = 16L << 20;
    private static final int DEFAULT_FILES = 8;

    /** Checks the ranges. */
    public AuditSettings {
        Arguments.present(directory, "directory");
        Arguments.present(durability, "durability");
        Arguments.require(
                fileBytes >= LEAST_BYTES && fileBytes <= MOST_BYTES,
                "fileBytes must lie in [" + LEAST_BYTES + ", " + MOST_BYTES + "], but is " + fileBytes);
        Arguments.positiveAtMost(filesPerUser, MOST_FILES, "filesPerUser");
    }

    /** Returns settings for buffered lines, and at most 8 files of 16 MiB for each user. */
    public static AuditSettings in(Path directory) {
        return new AuditSettings(directory, Durability.BUFFERED, DEFAULT_BYTES, DEFAULT_FILES);
    }
}
