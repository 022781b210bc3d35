/** Evaluations of retrieval quality on data with known evidence, compared with baselines, with confidence intervals. */
@NullMarked
package dev.memcore.bench.eval;

import org.jspecify.annotations.NullMarked;
