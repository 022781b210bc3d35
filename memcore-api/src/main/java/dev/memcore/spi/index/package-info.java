/** The SPI of the index, which answers look-ups and searches and is derived from the log. */
@NullMarked
package dev.memcore.spi.index;

import org.jspecify.annotations.NullMarked;
