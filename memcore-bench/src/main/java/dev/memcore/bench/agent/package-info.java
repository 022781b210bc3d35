/** An example agent: several sessions with tools, facts, a correction, a restart and an erasure. */
@NullMarked
package dev.memcore.bench.agent;

import org.jspecify.annotations.NullMarked;
