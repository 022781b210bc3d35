/** Recall of one early cue after a long corridor. */
@NullMarked
package dev.memcore.bench.simulate.maze;

import org.jspecify.annotations.NullMarked;
