package dev.memcore.consolidation.summary;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;

/**
 * A sentence of a {@linkplain RunningSummary running summary}.
 *
 * @param text the sentence, after the name of its speaker if there is one; one line
 * @param source the message that contains the sentence
 */
public record SummaryLine(String text, MemoryId source) {
    /** Checks that no component is null. */
    public SummaryLine {
        Arguments.present(text, "text");
        Arguments.present(source, "source");
    }
}
