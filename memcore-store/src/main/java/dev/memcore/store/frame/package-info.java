/** Frames: checksummed records of one commit, or of a run of empty commits. */
@NullMarked
package dev.memcore.store.frame;

import org.jspecify.annotations.NullMarked;
