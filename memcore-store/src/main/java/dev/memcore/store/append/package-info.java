/** Appends commits: a queue, group commit, and one sync for all that wait. */
@NullMarked
package dev.memcore.store.append;

import org.jspecify.annotations.NullMarked;
