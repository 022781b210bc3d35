/** Measures the gate that decides whether a message needs memory. */
@NullMarked
package dev.memcore.bench.gate;

import org.jspecify.annotations.NullMarked;
