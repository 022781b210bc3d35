/**
 * The memories that a reader may see in a snapshot: the set of documents that every search is restricted to, its
 * statistics, and reads that do not rank.
 */
@NullMarked
package dev.memcore.retrieval.visibility;

import org.jspecify.annotations.NullMarked;
