/** Evaluation in use: sets are remembered day by day, with nightly maintenance and restarts, before their questions are asked. */
@NullMarked
package dev.memcore.bench.life;

import org.jspecify.annotations.NullMarked;
