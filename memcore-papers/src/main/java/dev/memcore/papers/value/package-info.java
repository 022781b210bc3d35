/** Values of memories in published systems, for {@code Policies.lowest} and {@code Policies.below}. */
@NullMarked
package dev.memcore.papers.value;

import org.jspecify.annotations.NullMarked;
