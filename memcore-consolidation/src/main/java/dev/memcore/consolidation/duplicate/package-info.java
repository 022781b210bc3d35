/** Detects and merges memories that state the same in the same circumstances. */
@NullMarked
package dev.memcore.consolidation.duplicate;

import org.jspecify.annotations.NullMarked;
