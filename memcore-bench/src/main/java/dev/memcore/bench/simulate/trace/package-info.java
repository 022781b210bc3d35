/** Traces of requests. */
@NullMarked
package dev.memcore.bench.simulate.trace;

import org.jspecify.annotations.NullMarked;
