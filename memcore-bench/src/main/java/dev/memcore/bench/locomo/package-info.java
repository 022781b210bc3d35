/** The LoCoMo conversations as immutable values, and a tolerant parser. */
@NullMarked
package dev.memcore.bench.locomo;

import org.jspecify.annotations.NullMarked;
