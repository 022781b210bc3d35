/** Fits the weights of the fuser. */
@NullMarked
package dev.memcore.bench.eval.fit;

import org.jspecify.annotations.NullMarked;
