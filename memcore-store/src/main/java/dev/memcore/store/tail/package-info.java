/** Reads of the log: sealed segments and the unsealed tail. */
@NullMarked
package dev.memcore.store.tail;

import org.jspecify.annotations.NullMarked;
