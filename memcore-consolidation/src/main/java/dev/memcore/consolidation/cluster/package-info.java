/**
 * Clustering of vectors: merging of neighbours, clusters ordered by time, and a mixture that separates two kinds of
 * similarity.
 */
@NullMarked
package dev.memcore.consolidation.cluster;

import org.jspecify.annotations.NullMarked;
