/** Rerankers of published systems. */
@NullMarked
package dev.memcore.papers.rerank;

import org.jspecify.annotations.NullMarked;
