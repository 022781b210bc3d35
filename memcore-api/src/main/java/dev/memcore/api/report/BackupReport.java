package dev.memcore.api.report;

/**
 * What a backup did.
 *
 * @param lastSequence the last commit that it holds
 * @param copiedFiles how many files were copied; others were there already
 * @param copiedBytes their size
 * @param removedFiles how many files of an earlier backup were removed, because the store no longer has them: an erasure
 *     reaches a backup this way
 */
public record BackupReport(long lastSequence, int copiedFiles, long copiedBytes, int removedFiles) {}
