/** The recent window of each session. */
@NullMarked
package dev.memcore.store.window;

import org.jspecify.annotations.NullMarked;
