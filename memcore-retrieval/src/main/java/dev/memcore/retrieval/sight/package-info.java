/** What one reader may see of an index, as a wall around every search and as the statistics behind every score. */
@NullMarked
package dev.memcore.retrieval.sight;

import org.jspecify.annotations.NullMarked;
