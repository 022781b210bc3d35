/** Runs an evaluation set against a store, and reports. */
@NullMarked
package dev.memcore.bench.eval.run;

import org.jspecify.annotations.NullMarked;
