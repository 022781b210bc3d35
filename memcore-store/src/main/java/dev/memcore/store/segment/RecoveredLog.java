package dev.memcore.store.segment;

/**
 * The result of recovery.
 *
 * @param manifest the manifest that is now on disk
 * @param file the growing segment, open after its last commit
 * @param lastSequence the last commit; all commits up to it are synced
 * @param lastMoment its recorded time, in milliseconds; {@link Long#MIN_VALUE} if there is none
 * @param sealedBytes the size of the sealed segments
 * @param tornBytes the number of bytes that were cut
 */
public record RecoveredLog(
        Manifest manifest, SegmentFile file, long lastSequence, long lastMoment, long sealedBytes, long tornBytes) {}
