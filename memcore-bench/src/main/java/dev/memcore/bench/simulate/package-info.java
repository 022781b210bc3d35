/** Simulates policies of tiers on traces, and checks what can be reckoned of them. */
@NullMarked
package dev.memcore.bench.simulate;

import org.jspecify.annotations.NullMarked;
