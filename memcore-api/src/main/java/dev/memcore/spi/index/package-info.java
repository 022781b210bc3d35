/** The index: everything that is looked up, derived from the log. */
@NullMarked
package dev.memcore.spi.index;

import org.jspecify.annotations.NullMarked;
