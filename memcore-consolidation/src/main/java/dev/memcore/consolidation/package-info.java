/** The catalogue of policies, and the write stage by default: pure functions that propose operations. */
@NullMarked
package dev.memcore.consolidation;

import org.jspecify.annotations.NullMarked;
