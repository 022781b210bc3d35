package dev.memcore.retrieval.query.claim;

import dev.memcore.api.report.Conflict.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one sentence claims: its meaningful words, its values, and whether it is denied.
 *
 * @param words the words that are part of the meaning, in order
 * @param values dates, times, numbers and colours, in order of their types
 * @param denied whether it has an odd number of negations
 * @param fleeting whether it is about an event, or a day such as today, so that it holds only for the day on which it
 *     was told
 * @param copular whether it says what something is or is called
 * @param located whether it says that something is somewhere
 */
public record Claim(
        List<ClaimWord> words,
        List<ClaimValue> values,
        boolean denied,
        boolean fleeting,
        boolean copular,
        boolean located) {
    /** Copies the lists. */
    public Claim {
        words = List.copyOf(words);
        values = List.copyOf(values);
    }

    /** How near the meanings of two words are: a cosine, in [-1, 1]. */
    @FunctionalInterface
    public interface WordSimilarity {
        double of(String one, String other);
    }

    /**
     * Returns the claims of the sentences of a text. Questions, conditions, wishes, plans and reports claim nothing,
     * nor do sentences about something that only the text before names. O(length).
     *
     * @param speaker whom "I" means; null: the user
     */
    public static List<Claim> of(String text, @Nullable String speaker) {
        return ClaimParser.claims(text, speaker);
    }

    /** Returns why the two claims cannot both hold at one time; empty if they can. O(words x words). */
    public Optional<Reason> against(Claim other, WordSimilarity similarity) {
        return ClaimComparison.isWorthwhile(this, other)
                ? new ClaimComparison(this, other, similarity).reason()
                : Optional.empty();
    }
}
