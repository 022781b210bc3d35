/** Merges similar memories into one, so that a tier stays within its capacity. */
@NullMarked
package dev.memcore.consolidation.merge;

import org.jspecify.annotations.NullMarked;
