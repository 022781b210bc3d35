/** Micro benchmarks. */
@NullMarked
package dev.memcore.bench.jmh;

import org.jspecify.annotations.NullMarked;
