/** Rerankers, which reorder the best candidates of a recall. */
@NullMarked
package dev.memcore.retrieval.rerank;

import org.jspecify.annotations.NullMarked;
