/** Which memories leave a tier that is over its capacity. */
@NullMarked
package dev.memcore.consolidation.eviction;

import org.jspecify.annotations.NullMarked;
