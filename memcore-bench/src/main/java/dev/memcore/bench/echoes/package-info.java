/** Measures which repetitions of shown memories are recognised, and which new statements are kept. */
@NullMarked
package dev.memcore.bench.echoes;

import org.jspecify.annotations.NullMarked;
