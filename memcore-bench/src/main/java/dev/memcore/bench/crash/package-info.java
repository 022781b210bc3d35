/** Kills a writing process again and again, and verifies that nothing acknowledged was lost. */
@NullMarked
package dev.memcore.bench.crash;

import org.jspecify.annotations.NullMarked;
