/** The handles that hosts work with: spaces, sessions, blocks and views. */
@NullMarked
package dev.memcore.space;

import org.jspecify.annotations.NullMarked;
