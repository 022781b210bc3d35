/** Selection of the memories that published systems remove from a pool or a tier. */
@NullMarked
package dev.memcore.papers.eviction;

import org.jspecify.annotations.NullMarked;
