/** Measures which contradictions recall reports, on generated pairs of statements and on real conversations. */
@NullMarked
package dev.memcore.bench.conflicts;

import org.jspecify.annotations.NullMarked;
