/**
 * Storage of memories in the index: documents, projections, the memtable of versions that are not indexed yet,
 * snapshots and directories.
 */
@NullMarked
package dev.memcore.retrieval.storage;

import org.jspecify.annotations.NullMarked;
