/** How published systems value memories: classes for {@code Policies.lowest} and {@code Policies.below}. */
@NullMarked
package dev.memcore.papers.value;

import org.jspecify.annotations.NullMarked;
