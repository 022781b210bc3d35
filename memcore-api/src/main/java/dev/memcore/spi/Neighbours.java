package dev.memcore.spi;

import dev.memcore.api.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The turns before and after a memory in its session. They have exactly the same scope and labels.
 *
 * @param previous the turn before the memory, or null if there is none
 * @param next the turn after the memory, or null if there is none yet
 */
public record Neighbours(
        @Nullable Memory previous, @Nullable Memory next) {
    /** No neighbours. */
    public static final Neighbours NONE = new Neighbours(null, null);
}
