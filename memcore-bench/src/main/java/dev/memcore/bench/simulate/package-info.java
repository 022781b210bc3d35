/** Simulates tier policies on traces, and compares measurements with calculated values. */
@NullMarked
package dev.memcore.bench.simulate;

import org.jspecify.annotations.NullMarked;
