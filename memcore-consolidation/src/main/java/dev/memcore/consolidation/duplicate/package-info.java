/** What says the same by its words, and in the same circumstances, is one memory. */
@NullMarked
package dev.memcore.consolidation.duplicate;

import org.jspecify.annotations.NullMarked;
