/** Decides which policies are due in which scope. */
@NullMarked
package dev.memcore.trigger;

import org.jspecify.annotations.NullMarked;
