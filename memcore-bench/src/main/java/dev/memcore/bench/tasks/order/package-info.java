/** Tasks about order and places: which of two came first, the item at a place, the place in a prompt. */
@NullMarked
package dev.memcore.bench.tasks.order;

import org.jspecify.annotations.NullMarked;
