/** Baselines: plain BM25 and plain vectors. */
@NullMarked
package dev.memcore.bench.eval.baseline;

import org.jspecify.annotations.NullMarked;
