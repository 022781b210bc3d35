/** Policies that move memories from one tier to the next. */
@NullMarked
package dev.memcore.consolidation.promotion;

import org.jspecify.annotations.NullMarked;
