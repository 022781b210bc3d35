/** A second look at the best of a recall. */
@NullMarked
package dev.memcore.retrieval.rerank;

import org.jspecify.annotations.NullMarked;
