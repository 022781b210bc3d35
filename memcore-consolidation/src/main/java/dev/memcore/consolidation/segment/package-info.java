/** Where a stream of messages falls into parts: exchanges, buffers, topics, chains, sessions. */
@org.jspecify.annotations.NullMarked
package dev.memcore.consolidation.segment;
