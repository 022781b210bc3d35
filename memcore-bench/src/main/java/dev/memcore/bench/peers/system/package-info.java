/** The compared systems, and the texts and questions that all of them get. */
@NullMarked
package dev.memcore.bench.peers.system;

import org.jspecify.annotations.NullMarked;
