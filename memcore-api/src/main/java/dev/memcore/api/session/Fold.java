package dev.memcore.api.session;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages that one line represents in a {@linkplain SessionFolds#window folded window}.
 *
 * @param number the number of the fold, 1 or more, unique among the folds of the session
 * @param messages the ids of the messages, in order; not empty
 * @param tokens the tokens of the messages
 * @param marker the line that represents them, for example {@code [fold 3: 12 turns, 480 tokens: My dog is called …]}
 */
public record Fold(int number, List<MemoryId> messages, long tokens, String marker) {
    private static final Pattern MARKER = Pattern.compile("\\[fold (\\d{1,9})\\b");

    /** Checks the components. */
    public Fold {
        Arguments.positive(number, "number");
        messages = List.copyOf(Arguments.allPresent(messages, "messages"));
        Arguments.present(marker, "marker");
    }

    /**
     * Returns the number of the first marker in a text, for example in the arguments of a model's tool call. Empty if
     * the text has no marker.
     */
    public static OptionalInt numberIn(String text) {
        Matcher marker = MARKER.matcher(Arguments.present(text, "text"));
        return marker.find() ? OptionalInt.of(Integer.parseInt(marker.group(1))) : OptionalInt.empty();
    }
}
