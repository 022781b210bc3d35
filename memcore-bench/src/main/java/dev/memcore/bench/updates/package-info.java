/** The evaluation of statements that later statements replace, among unrelated notes. */
@NullMarked
package dev.memcore.bench.updates;

import org.jspecify.annotations.NullMarked;
