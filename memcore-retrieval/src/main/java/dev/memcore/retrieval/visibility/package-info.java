/** What one reader may see of a snapshot: the set of documents that confines every search, its statistics, and reads that do not rank. */
@NullMarked
package dev.memcore.retrieval.visibility;

import org.jspecify.annotations.NullMarked;
