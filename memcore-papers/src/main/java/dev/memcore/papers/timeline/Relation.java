package dev.memcore.papers.timeline;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.term.Terms;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The relation of a memory to an earlier one, recognised by form. THEANINE (2024) asks a language model for one of
 * several causal relations; these are the ones that words show.
 */
public enum Relation {
    /** There is no earlier memory. */
    START,
    /** Both consist of the same words. */
    REPEATS,
    /** The later one makes the same statement with other values. */
    CHANGES,
    /** The later one gives a reason: "because", "since". */
    REASON,
    /** The later one states a consequence: "so", "therefore". */
    RESULT,
    /** The later one opposes the earlier one: "but", "however". */
    CONTRAST,
    /** None of these. */
    SAME_TOPIC;

    private static final int WORDS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern REASONS = Pattern.compile(
            "\\b(because|since|weil|denn|\u043f\u043e\u0442\u043e\u043c\u0443 \u0447\u0442\u043e)\\b|\u56e0\u4e3a",
            WORDS);
    private static final Pattern RESULTS = Pattern.compile(
            "\\b(therefore|so that|that is why|as a"
                + " result|deshalb|daher|\u043f\u043e\u044d\u0442\u043e\u043c\u0443)\\b|^so\\b|\u6240\u4ee5|\u56e0\u6b64",
            WORDS);
    private static final Pattern CONTRASTS = Pattern.compile(
            "^(but|aber|\u043d\u043e)\\b|\\b(however|instead|no"
                    + " longer|jedoch|\u043e\u0434\u043d\u0430\u043a\u043e)\\b|\u4f46\u662f|\u4e0d\u8fc7",
            WORDS);

    /** Returns the relation of a later text to an earlier one. */
    public static Relation of(String earlier, String later) {
        SequencedSet<String> before = Terms.of(Arguments.present(earlier, "earlier"));
        SequencedSet<String> after = Terms.of(Arguments.present(later, "later"));
        if (before.equals(after)) {
            return REPEATS;
        }
        if (Terms.isSameStatement(before, after)) {
            return CHANGES;
        }
        if (CONTRASTS.matcher(later).find()) {
            return CONTRAST;
        }
        if (REASONS.matcher(later).find()) {
            return REASON;
        }
        return RESULTS.matcher(later).find() ? RESULT : SAME_TOPIC;
    }
}
