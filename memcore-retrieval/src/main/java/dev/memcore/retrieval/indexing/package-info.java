/** How versions come into the index: the tail in which they wait, the one thread that writes, the files, the snapshots that readers take. */
@NullMarked
package dev.memcore.retrieval.indexing;

import org.jspecify.annotations.NullMarked;
