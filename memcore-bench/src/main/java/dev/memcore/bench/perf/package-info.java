/** Latency, throughput and space on a store of a given size. */
@NullMarked
package dev.memcore.bench.perf;

import org.jspecify.annotations.NullMarked;
