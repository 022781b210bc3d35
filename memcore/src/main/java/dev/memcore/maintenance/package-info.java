/** Runs policies, compaction and retention, on request or on a background thread. */
@NullMarked
package dev.memcore.maintenance;

import org.jspecify.annotations.NullMarked;
