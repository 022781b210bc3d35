package dev.memcore.consolidation.fold;

import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.arithmetic.Checks;
import java.util.List;

/**
 * What became of memories that were folded.
 *
 * @param text never blank
 * @param quotes what it consists of, in order; empty if the text is not made of quotes
 */
public record Folded(String text, List<Quote> quotes) {
    /** Copies the list. */
    public Folded {
        Checks.present(text, "text");
        quotes = List.copyOf(Checks.allPresent(quotes, "quotes"));
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
            Checks.present(source, "source");
            Checks.present(text, "text");
        }
    }

    /** The memories that are quoted, each once, in order. */
    public List<MemoryId> cites() {
        return quotes.stream().map(Quote::source).distinct().toList();
    }
}
