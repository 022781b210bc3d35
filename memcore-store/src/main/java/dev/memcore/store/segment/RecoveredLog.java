package dev.memcore.store.segment;

/**
 * The result of recovery.
 *
 * @param manifest the manifest that is now on disk
 * @param file the growing segment, open after its last commit
 * @param lastSequence the last commit; all commits up to it are synced
 * @param sealedBytes the size of the sealed segments
 * @param tornBytes the number of bytes that were cut
 */
public record RecoveredLog(Manifest manifest, SegmentFile file, long lastSequence, long sealedBytes, long tornBytes) {}
