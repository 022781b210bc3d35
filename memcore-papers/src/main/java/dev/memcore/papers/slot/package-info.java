/** What happens when something new meets an occupied place: rules of update, and a memory of so many places that uses them. */
@NullMarked
package dev.memcore.papers.slot;

import org.jspecify.annotations.NullMarked;
