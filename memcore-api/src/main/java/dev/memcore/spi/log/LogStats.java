package dev.memcore.spi.log;

/**
 * The size of a log.
 *
 * @param bytes the size of all segments in bytes
 * @param segments the number of segments
 * @param tornBytes the number of bytes that were cut from the end when the log was opened
 */
public record LogStats(long bytes, int segments, long tornBytes) {}
