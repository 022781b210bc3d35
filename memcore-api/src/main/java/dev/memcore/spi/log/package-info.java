/** The SPI of the log, the durable sequence of commits. */
@NullMarked
package dev.memcore.spi.log;

import org.jspecify.annotations.NullMarked;
