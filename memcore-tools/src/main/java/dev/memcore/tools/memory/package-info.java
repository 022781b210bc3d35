/** The tools of the memory group. */
@NullMarked
package dev.memcore.tools.memory;

import org.jspecify.annotations.NullMarked;
