package dev.memcore.consolidation.summary;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * The summary of several memories.
 *
 * @param text never blank
 * @param quotes the quoted sentences of the text, in order; empty if the text does not consist of quotes
 */
public record Summary(String text, List<Quote> quotes) {
    /** Copies the list. */
    public Summary {
        Arguments.present(text, "text");
        quotes = List.copyOf(Arguments.allPresent(quotes, "quotes"));
    }

    /**
     * A sentence of a memory.
     *
     * @param source the memory
     * @param text the sentence, verbatim
     */
    public record Quote(MemoryId source, String text) {
        /** Checks that no component is null. */
        public Quote {
            Arguments.present(source, "source");
            Arguments.present(text, "text");
        }
    }

    /** Returns the quoted memories, each once, in order. */
    public List<MemoryId> cites() {
        return quotes.stream().map(Quote::source).distinct().toList();
    }
}
