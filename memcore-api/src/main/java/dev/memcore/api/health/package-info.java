/** The health of a store: whether it works, what hinders it, and what to do. */
@NullMarked
package dev.memcore.api.health;

import org.jspecify.annotations.NullMarked;
