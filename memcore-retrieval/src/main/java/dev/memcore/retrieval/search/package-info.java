/** One query over one snapshot, from its words to ranked hits and what goes with them. */
@NullMarked
package dev.memcore.retrieval.search;

import org.jspecify.annotations.NullMarked;
