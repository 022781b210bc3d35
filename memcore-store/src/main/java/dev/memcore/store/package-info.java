/**
 * The storage of commits: a segmented, checksummed log on disk ({@link dev.memcore.store.SegmentedLog}), an in-memory
 * log ({@link dev.memcore.store.heap.HeapLog}), and the usage table ({@link dev.memcore.store.UsageTable}).
 */
@NullMarked
package dev.memcore.store;

import org.jspecify.annotations.NullMarked;
