/** Recall in several hops, from memory to memory. */
@NullMarked
package dev.memcore.papers.chain;

import org.jspecify.annotations.NullMarked;
