/** How long ago something was: by the clock, by what was recorded since, by the sessions that began since. */
@NullMarked
package dev.memcore.consolidation.age;

import org.jspecify.annotations.NullMarked;
