/**
 * The command line of memcore: a shell, commands on stores, a demonstration, evaluations, benchmarks, and tests of
 * crashes, erasure and continuous load.
 */
@NullMarked
package dev.memcore.bench;

import org.jspecify.annotations.NullMarked;
