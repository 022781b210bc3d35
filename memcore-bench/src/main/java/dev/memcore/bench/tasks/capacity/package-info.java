/** Tasks about how much a store holds and finds again: needles, verbatim texts, facts, compressed vectors, replay. */
@NullMarked
package dev.memcore.bench.tasks.capacity;

import org.jspecify.annotations.NullMarked;
