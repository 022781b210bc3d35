/** Lossless compression of texts. */
@NullMarked
package dev.memcore.consolidation.packing;

import org.jspecify.annotations.NullMarked;
