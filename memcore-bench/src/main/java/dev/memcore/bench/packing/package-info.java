/** Measures the lossless compression of dialogue. */
@NullMarked
package dev.memcore.bench.packing;

import org.jspecify.annotations.NullMarked;
