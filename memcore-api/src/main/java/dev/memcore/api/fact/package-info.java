/** Keyed facts: one value for each key at each time. */
@NullMarked
package dev.memcore.api.fact;

import org.jspecify.annotations.NullMarked;
