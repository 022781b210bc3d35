/** Appends commits to the log: a queue of waiting appends, and one sync for each group of them. */
@NullMarked
package dev.memcore.store.append;

import org.jspecify.annotations.NullMarked;
