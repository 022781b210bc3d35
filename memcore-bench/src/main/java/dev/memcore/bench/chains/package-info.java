/** Measures recall along chains of memories. */
@NullMarked
package dev.memcore.bench.chains;

import org.jspecify.annotations.NullMarked;
