/** What memories are worth: each by itself, or among the others of its scope; with the values of published systems. */
@NullMarked
package dev.memcore.consolidation.value;

import org.jspecify.annotations.NullMarked;
