/** The second step of a ranking: what candidates gain by the question's words, by time, by names and by each other. */
@NullMarked
package dev.memcore.retrieval.ranking;

import org.jspecify.annotations.NullMarked;
