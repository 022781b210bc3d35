/** How the cost of a store grows with its size. */
@NullMarked
package dev.memcore.bench.peers.scale;

import org.jspecify.annotations.NullMarked;
