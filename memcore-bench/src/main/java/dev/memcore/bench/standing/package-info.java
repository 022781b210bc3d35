/** Measures whether standing queries are answered by evidence that is written after the question. */
@NullMarked
package dev.memcore.bench.standing;

import org.jspecify.annotations.NullMarked;
