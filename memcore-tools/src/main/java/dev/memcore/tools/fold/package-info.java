/** Reversible folds of a conversation. */
@NullMarked
package dev.memcore.tools.fold;

import org.jspecify.annotations.NullMarked;
