/** The LoCoMo conversations as a value: parsed tolerantly, never changed. */
@NullMarked
package dev.memcore.bench.locomo;

import org.jspecify.annotations.NullMarked;
