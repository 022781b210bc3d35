/** Measures the near-duplicate merge on a labelled set made from real texts. */
@NullMarked
package dev.memcore.bench.duplicates;

import org.jspecify.annotations.NullMarked;
