/** Checks of arguments, for the modules of memcore only. */
@NullMarked
package dev.memcore.api.check;

import org.jspecify.annotations.NullMarked;
