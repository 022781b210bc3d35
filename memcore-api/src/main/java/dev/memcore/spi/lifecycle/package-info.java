/** The SPI of lifecycle policies: policies, triggers and value functions. */
@NullMarked
package dev.memcore.spi.lifecycle;

import org.jspecify.annotations.NullMarked;
