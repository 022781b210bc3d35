package dev.memcore.consolidation.summary;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * What became of memories that were folded.
 *
 * @param text never blank
 * @param quotes what it consists of, in order; empty if the text is not made of quotes
 */
public record Summary(String text, List<Quote> quotes) {
    /** Copies the list. */
    public Summary {
        Arguments.present(text, "text");
        quotes = List.copyOf(Arguments.allPresent(quotes, "quotes"));
    }

    /**
     * A sentence that stands in a memory.
     *
     * @param source the memory
     * @param text the sentence, as it stands there
     */
    public record Quote(MemoryId source, String text) {
        /** Checks that nothing is missing. */
        public Quote {
            Arguments.present(source, "source");
            Arguments.present(text, "text");
        }
    }

    /** The memories that are quoted, each once, in order. */
    public List<MemoryId> cites() {
        return quotes.stream().map(Quote::source).distinct().toList();
    }
}
