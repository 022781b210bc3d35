/** Frames: one checksummed record for each commit. */
@NullMarked
package dev.memcore.store.frame;

import org.jspecify.annotations.NullMarked;
