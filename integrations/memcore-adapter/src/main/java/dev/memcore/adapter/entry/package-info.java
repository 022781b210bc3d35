/** Texts that a framework stores under ids of its own. */
@NullMarked
package dev.memcore.adapter.entry;

import org.jspecify.annotations.NullMarked;
