/** The SPI of language models: one blocking call with messages, tools and options. */
@NullMarked
package dev.memcore.spi.model;

import org.jspecify.annotations.NullMarked;
