/** Undo, retention of old versions, and compaction. */
@NullMarked
package dev.memcore.history;

import org.jspecify.annotations.NullMarked;
