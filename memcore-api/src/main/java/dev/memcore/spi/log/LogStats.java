package dev.memcore.spi.log;

/**
 * The size of a log.
 *
 * @param bytes bytes of all segments
 * @param segments number of segments
 * @param tornBytes bytes that were cut from the end when the log was opened
 */
public record LogStats(long bytes, int segments, long tornBytes) {}
