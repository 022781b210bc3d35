/** The index on Lucene, and what it is made of. */
@NullMarked
package dev.memcore.retrieval;

import org.jspecify.annotations.NullMarked;
