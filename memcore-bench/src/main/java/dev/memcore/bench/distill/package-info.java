/** Makes the table of static word-piece vectors that memcore-retrieval ships. */
@NullMarked
package dev.memcore.bench.distill;

import org.jspecify.annotations.NullMarked;
