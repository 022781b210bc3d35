/** Lifecycle policies and the default write stage: pure functions that propose operations. */
@NullMarked
package dev.memcore.consolidation;

import org.jspecify.annotations.NullMarked;
