/** Checks of arguments, shared by the modules of memcore. Not exported to hosts. */
@NullMarked
package dev.memcore.api.check;

import org.jspecify.annotations.NullMarked;
