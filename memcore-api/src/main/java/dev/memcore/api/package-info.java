/**
 * What a host of memcore names: the {@linkplain dev.memcore.api.MemoryManager manager} and its handles, and the immutable
 * values that go in and come out. No type of Lucene, Jackson or Caffeine stands in a signature here.
 */
@NullMarked
package dev.memcore.api;

import org.jspecify.annotations.NullMarked;
