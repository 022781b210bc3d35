/** Which memories leave a pool or a tier in published systems. */
@NullMarked
package dev.memcore.papers.eviction;

import org.jspecify.annotations.NullMarked;
