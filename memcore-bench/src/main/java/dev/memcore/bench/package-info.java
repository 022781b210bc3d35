/** The command line: demo, evaluation, crash driver, performance and micro benchmarks. */
@NullMarked
package dev.memcore.bench;

import org.jspecify.annotations.NullMarked;
