/** Divides a stream of messages into exchanges, buffers, topics, chains or sessions. */
@org.jspecify.annotations.NullMarked
package dev.memcore.consolidation.segment;
