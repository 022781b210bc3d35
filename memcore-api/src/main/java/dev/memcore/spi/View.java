package dev.memcore.spi;

import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.stream.Collectors;

/** A text under which a memory is searched: passages, each counting as often as its weight says. */
public record View(String name, List<Passage> passages) {
    /** Copies the passages. */
    public View {
        Arguments.present(name, "name");
        passages = Arguments.list(passages, "passages");
    }

    /**
     * Part of a view.
     *
     * @param text the words
     * @param weight how often each word counts, at least 1
     */
    public record Passage(String text, int weight) {
        /** Checks that there is a text. */
        public Passage {
            Arguments.present(text, "text");
        }
    }

    /** The passages as one text, each once: what is embedded. */
    public String text() {
        return passages.stream().map(Passage::text).collect(Collectors.joining("\n"));
    }
}
