/** Reads the claims of short English texts, and decides from their form which of them contradict each other. */
@NullMarked
package dev.memcore.retrieval.query.claim;

import org.jspecify.annotations.NullMarked;
