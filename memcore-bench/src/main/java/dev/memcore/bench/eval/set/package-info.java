/** The evaluation sets. */
@NullMarked
package dev.memcore.bench.eval.set;

import org.jspecify.annotations.NullMarked;
