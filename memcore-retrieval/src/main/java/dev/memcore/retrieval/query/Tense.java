package dev.memcore.retrieval.query;

import java.util.Set;

/** Whether a sentence speaks of the past or the future, by the nearest word that shows it. */
enum Tense {
    PAST,
    FUTURE,
    UNKNOWN;

    /** How many tokens to either side are looked at. */
    private static final int REACH = 12;

    private static final Set<String> FUTURE_WORDS = Set.of(
            "will",
            "ll",
            "gonna",
            "plan",
            "plans",
            "planning",
            "upcoming",
            "forward",
            "wait",
            "let",
            "going",
            "hoping",
            "scheduled",
            "hope",
            "shall",
            "soon",
            "want",
            "wanna",
            "see",
            "join",
            "looking",
            "tomorrow",
            "next",
            "due",
            "leaving",
            "starts",
            "begins",
            "attending");
    private static final Set<String> PAST_WORDS = Set.of(
            "was", "were", "did", "had", "went", "got", "been", "ago", "saw", "met", "took", "made", "came", "gave",
            "won", "lost", "bought", "found", "began", "left", "felt", "told", "said", "wrote", "ran", "became", "t",
            "didn", "wasn", "weren", "built", "taught", "spent", "read", "ate", "held", "has", "have");
    private static final Set<String> NOT_PAST =
            Set.of("need", "needed", "feed", "bed", "red", "seed", "speed", "indeed");

    /** The tense around the tokens {@code [from, to)} of a sentence; what stands before them counts first. */
    static Tense around(Tokens tokens, int from, int to) {
        Tense before = search(tokens, from - 1, -1);
        return before == UNKNOWN ? search(tokens, to, 1) : before;
    }

    private static Tense search(Tokens tokens, int from, int step) {
        for (int n = 0; n < REACH; n++) {
            int i = from + n * step;
            if (tokens.endsSentence(i)) {
                return UNKNOWN;
            }
            Tense tense = of(tokens.at(i));
            if (tense != UNKNOWN) {
                return tense;
            }
        }
        return UNKNOWN;
    }

    private static Tense of(Token token) {
        String word = token.word();
        if (FUTURE_WORDS.contains(word)) {
            return FUTURE;
        }
        boolean past = PAST_WORDS.contains(word) || (word.endsWith("ed") && !NOT_PAST.contains(word));
        return past ? PAST : UNKNOWN;
    }
}
