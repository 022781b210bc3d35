/** The growing end of the log, the part of the log that can be read, and cursors over it. */
@NullMarked
package dev.memcore.store.tail;

import org.jspecify.annotations.NullMarked;
