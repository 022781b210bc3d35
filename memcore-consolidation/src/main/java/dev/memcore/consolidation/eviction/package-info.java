/** Selects the memories that leave a tier beyond its capacity. */
@NullMarked
package dev.memcore.consolidation.eviction;

import org.jspecify.annotations.NullMarked;
