/** The search of one query in one snapshot, from its words to ranked hits with their conflicts and spans. */
@NullMarked
package dev.memcore.retrieval.search;

import org.jspecify.annotations.NullMarked;
