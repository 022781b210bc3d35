/** What goes on from one tier to the next. */
@NullMarked
package dev.memcore.consolidation.promotion;

import org.jspecify.annotations.NullMarked;
