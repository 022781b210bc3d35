/** What contradicts the best hits: by links, by keys, by what texts claim. */
@NullMarked
package dev.memcore.retrieval.conflict;

import org.jspecify.annotations.NullMarked;
