package dev.memcore.bench.locomo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message.
 *
 * @param id the id that evidence names, as {@code D1:3}
 * @param speaker who speaks, or null
 * @param text what is said, with the caption of a shared image in brackets; never blank
 * @param notes what the set says it tells: its "observation" of the turn, made by a language model that did not see the questions
 */
public record Turn(String id, @Nullable String speaker, String text, List<String> notes) {
    /** Copies the list. */
    public Turn {
        notes = List.copyOf(notes);
    }

    /** A turn without notes. */
    public Turn(String id, @Nullable String speaker, String text) {
        this(id, speaker, text, List.of());
    }

    /** Speaker and text, as a transcript has them. */
    public String transcript() {
        return speaker == null ? text : speaker + ": " + text;
    }
}
