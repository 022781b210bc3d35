package dev.memcore.bench.locomo;

import org.jspecify.annotations.Nullable;

/**
 * One message.
 *
 * @param id the id that evidence names, as {@code D1:3}
 * @param speaker who speaks, or null
 * @param text what is said, with the caption of a shared image in brackets; never blank
 */
public record Turn(String id, @Nullable String speaker, String text) {
    /** Speaker and text, as a transcript has them. */
    public String transcript() {
        return speaker == null ? text : speaker + ": " + text;
    }
}
