/** The command that groups the harness tasks, and the one that runs them all. */
@NullMarked
package dev.memcore.bench.tasks;

import org.jspecify.annotations.NullMarked;
