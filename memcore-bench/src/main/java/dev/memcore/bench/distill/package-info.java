/** Creates the table of static word-piece vectors that memcore-retrieval contains. */
@NullMarked
package dev.memcore.bench.distill;

import org.jspecify.annotations.NullMarked;
