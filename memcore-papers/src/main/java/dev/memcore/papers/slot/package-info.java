/** A memory with a fixed number of slots, and rules for their updates. */
@NullMarked
package dev.memcore.papers.slot;

import org.jspecify.annotations.NullMarked;
