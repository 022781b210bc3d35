/** Compares memcore with what an application would use instead. */
@NullMarked
package dev.memcore.bench.peers;

import org.jspecify.annotations.NullMarked;
