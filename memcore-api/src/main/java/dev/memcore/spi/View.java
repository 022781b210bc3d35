package dev.memcore.spi;

import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text under which a memory is searched: a list of weighted passages.
 *
 * @param name the name of the view, as in its {@link ViewSpec}
 * @param passages the passages
 */
public record View(String name, List<Passage> passages) {
    /** Copies the passages. */
    public View {
        Arguments.present(name, "name");
        passages = Arguments.list(passages, "passages");
    }

    /**
     * A part of a view.
     *
     * @param text the text of the passage
     * @param weight how many times each word counts, at least 1
     */
    public record Passage(String text, int weight) {
        /** Checks that the text is not null. */
        public Passage {
            Arguments.present(text, "text");
        }
    }

    /** Returns the text to embed: every passage once, separated by line breaks. */
    public String text() {
        return passages.stream().map(Passage::text).collect(Collectors.joining("\n"));
    }
}
