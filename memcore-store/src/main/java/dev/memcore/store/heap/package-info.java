/** A log in memory, for tests and for stores that need no durability. */
@NullMarked
package dev.memcore.store.heap;

import org.jspecify.annotations.NullMarked;
