/**
 * Scoring of candidates: the signals that follow from the question's words, times and names, and from other candidates.
 */
@NullMarked
package dev.memcore.retrieval.ranking;

import org.jspecify.annotations.NullMarked;
