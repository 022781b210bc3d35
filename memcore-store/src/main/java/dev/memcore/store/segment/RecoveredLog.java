package dev.memcore.store.segment;

/**
 * What recovery leaves.
 *
 * @param manifest as it now stands on disk
 * @param file the growing segment, open behind its last commit
 * @param lastSequence the last commit; all up to it are synced
 * @param sealedBytes the size of the sealed segments
 * @param tornBytes how many bytes were cut
 */
public record RecoveredLog(Manifest manifest, SegmentFile file, long lastSequence, long sealedBytes, long tornBytes) {}
