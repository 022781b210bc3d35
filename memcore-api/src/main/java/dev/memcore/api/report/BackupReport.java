package dev.memcore.api.report;

/**
 * The result of a backup.
 *
 * @param lastSequence the sequence number of the last commit in the backup
 * @param copiedFiles the number of copied files; files that were already in the backup are not counted
 * @param copiedBytes the size of the copied files in bytes
 * @param removedFiles the number of removed files: files of an earlier backup that the store no longer has. This is how
 *     an erasure is applied to a backup
 */
public record BackupReport(long lastSequence, int copiedFiles, long copiedBytes, int removedFiles) {}
