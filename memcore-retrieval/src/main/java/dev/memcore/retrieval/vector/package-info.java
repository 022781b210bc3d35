/** Vectors of bytes: their cosines, the signs by which far ones are told apart, and the columns of them that recalls scan. */
@NullMarked
package dev.memcore.retrieval.vector;

import org.jspecify.annotations.NullMarked;
