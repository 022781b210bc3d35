/**
 * The truth on disk: a segmented, checksummed log of commits ({@link dev.memcore.store.SegmentedLog}), its in-memory twin
 * ({@link dev.memcore.store.HeapLog}), and the recent windows of sessions ({@link dev.memcore.store.RecentWindows}).
 */
@NullMarked
package dev.memcore.store;

import org.jspecify.annotations.NullMarked;
