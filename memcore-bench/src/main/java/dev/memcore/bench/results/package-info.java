/** Renders docs/research/results.md from a template and the figures that evaluations wrote. */
@NullMarked
package dev.memcore.bench.results;

import org.jspecify.annotations.NullMarked;
