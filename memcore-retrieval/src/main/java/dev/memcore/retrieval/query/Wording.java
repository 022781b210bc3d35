package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.date.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** The words of a question in lower case, without its quotations, and what these words alone show. */
final class Wording {
    private static final Set<String> LATEST = Set.of(
            "latest",
            "current",
            "currently",
            "now",
            "nowadays",
            "newest",
            "presently",
            "lately",
            "still",
            "recent",
            "recently",
            "anymore");
    /** The adverbs among these, which only say when. "Current" may be the current of a river. */
    private static final Set<String> ADVERBS_OF_NOW =
            Set.of("currently", "now", "nowadays", "presently", "lately", "still", "recently", "anymore");

    private static final Set<String> HISTORY = Set.of(
            "previous",
            "previously",
            "original",
            "originally",
            "formerly",
            "former",
            "initial",
            "initially",
            "earlier",
            "earliest",
            "history",
            "past");
    private static final Set<String> NEGATIONS = Set.of(
            "not", "never", "no", "without", "nobody", "none", "neither", "nor", "nothing", "nowhere", "cannot",
            "except");

    private final List<String> words = new ArrayList<>();
    private final BitSet fillers = new BitSet();

    Wording(Tokens tokens, BitSet quoted) {
        for (int i = 0; i < tokens.size(); i++) {
            fillers.set(i, !quoted.get(i) && isFiller(tokens, i));
            words.add(quoted.get(i) ? "\"" : fillers.get(i) ? "" : tokens.at(i).word());
        }
    }

    /** Whether a word begins a sentence without a meaning of its own: "Now, let us ...". */
    private static boolean isFiller(Tokens tokens, int i) {
        return tokens.is(i, "now") && tokens.is(i + 1, ",") && (i == 0 || tokens.endsSentence(i - 1));
    }

    int size() {
        return words.size();
    }

    /** The word at a position. Empty outside the question, for numbers and for very long words. */
    String at(int i) {
        return i >= 0 && i < words.size() ? words.get(i) : "";
    }

    /** Whether these words follow one another from a position on. */
    boolean has(int i, String... row) {
        for (int n = 0; n < row.length; n++) {
            if (!at(i + n).equals(row[n])) {
                return false;
            }
        }
        return true;
    }

    /** Whether these words follow one another anywhere. */
    boolean has(String... row) {
        for (int i = 0; i < words.size(); i++) {
            if (has(i, row)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAny(Set<String> any) {
        return words.stream().anyMatch(any::contains);
    }

    boolean asksForLatest() {
        return hasAny(LATEST)
                || has("these", "days")
                || has("at", "the", "moment")
                || has("at", "present")
                || has("right", "now")
                || has("last", "time")
                || has("up", "to", "date");
    }

    /** The positions of the words that only ask for the present state, or only begin a sentence. */
    BitSet sayingNow() {
        BitSet places = new BitSet();
        for (int i = 0; i < words.size(); i++) {
            places.set(i, fillers.get(i) || ADVERBS_OF_NOW.contains(words.get(i)));
        }
        return places;
    }

    boolean asksForHistory() {
        return hasAny(HISTORY) || has("used", "to") || has("in", "the", "past") || has("over", "time") || saysFirst();
    }

    /** Whether "first" asks for an order. In "first name" and "first aid" it does not. */
    private boolean saysFirst() {
        for (int i = 0; i < words.size(); i++) {
            if (at(i).equals("first")
                    && !at(i + 1).startsWith("name")
                    && !at(i + 1).equals("aid")) {
                return true;
            }
        }
        return false;
    }

    boolean negated() {
        for (int i = 0; i < words.size(); i++) {
            // "yes or no" asks for both.
            if (NEGATIONS.contains(at(i)) && !at(i - 1).equals("or")) {
                return true;
            }
            if (at(i).endsWith("n") && has(i + 1, "'", "t") && at(i).length() > 1) {
                return true;
            }
        }
        return false;
    }
}
