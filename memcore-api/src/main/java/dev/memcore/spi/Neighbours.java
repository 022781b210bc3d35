package dev.memcore.spi;

import dev.memcore.api.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The turns beside a memory in its session, of exactly the same scope and labels.
 *
 * @param previous the turn before, or null
 * @param next the turn after, or null: there is none yet
 */
public record Neighbours(
        @Nullable Memory previous, @Nullable Memory next) {
    /** No neighbours. */
    public static final Neighbours NONE = new Neighbours(null, null);
}
