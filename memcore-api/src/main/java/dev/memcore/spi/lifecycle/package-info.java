/** What an author of lifecycle policies implements and uses. */
@NullMarked
package dev.memcore.spi.lifecycle;

import org.jspecify.annotations.NullMarked;
