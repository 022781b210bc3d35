/**
 * Values of memories: of each memory alone, or relative to the others of its scope; with the values of published
 * systems.
 */
@NullMarked
package dev.memcore.consolidation.value;

import org.jspecify.annotations.NullMarked;
