/** Retrieval quality on conversations with known evidence, beside baselines, with confidence intervals. */
@NullMarked
package dev.memcore.bench.eval;

import org.jspecify.annotations.NullMarked;
