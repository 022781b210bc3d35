/** The handles that hosts use: spaces, sessions, blocks and views. */
@NullMarked
package dev.memcore.space;

import org.jspecify.annotations.NullMarked;
