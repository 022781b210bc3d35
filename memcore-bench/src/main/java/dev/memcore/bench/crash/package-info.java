/** Crash test: kills a writing process repeatedly, and verifies that no acknowledged data was lost. */
@NullMarked
package dev.memcore.bench.crash;

import org.jspecify.annotations.NullMarked;
