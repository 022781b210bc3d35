/**
 * Ages of memories: by the clock, by the number of memories recorded since, and by the number of sessions begun since.
 */
@NullMarked
package dev.memcore.consolidation.age;

import org.jspecify.annotations.NullMarked;
