/** Vectors of words: the table of them in the jar, the pieces that it knows words by, and the codes by which an index keeps them. */
@NullMarked
package dev.memcore.retrieval.word;

import org.jspecify.annotations.NullMarked;
