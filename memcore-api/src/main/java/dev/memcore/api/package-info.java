/**
 * The API for hosts of memcore: the {@linkplain dev.memcore.api.MemoryManager manager}, its handles, and immutable
 * arguments and results. No signature in this package contains a type of Lucene, Jackson or Caffeine.
 */
@NullMarked
package dev.memcore.api;

import org.jspecify.annotations.NullMarked;
