package dev.memcore.consolidation.duplicate;

import dev.memcore.consolidation.duplicate.WordToken.Break;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Checks whether two texts state the same. Their canonical words must be equal in order, except for one spelling error
 * in one of them, or for the order of two clauses. So texts that differ in a number, a name, a date, a negation, a
 * tense or a person never match. Short texts never match, because the meaning of "Yes" depends on its context.
 */
final class SameStatement {
    /** The minimum number of canonical words of a text. */
    static final int LEAST_WORDS = 3;

    /**
     * The minimum length of a misspelt word. Shorter words often differ from other valid words by one letter: form and
     * from, trail and trial.
     */
    private static final int LEAST_LETTERS = 7;

    /** The minimum number of words in each of two clauses that change places. */
    private static final int LEAST_CLAUSE = 2;

    private SameStatement() {}

    static boolean bothSay(CanonicalText a, CanonicalText b) {
        return a.size() == b.size()
                && a.size() >= LEAST_WORDS
                && a.asksLike(b)
                && (a.addressed().containsAll(b.addressed()) || b.addressed().containsAll(a.addressed()))
                && (a.words().equals(b.words()) || differByASlip(a, b) || differByOrderOfClauses(a, b));
    }

    private static boolean differByASlip(CanonicalText a, CanonicalText b) {
        int slips = 0;
        for (int i = 0; i < a.size() && slips <= 1; i++) {
            if (!a.words().get(i).equals(b.words().get(i))) {
                slips += mayBeASlip(a, i)
                                && mayBeASlip(b, i)
                                && isSlip(a.words().get(i), b.words().get(i))
                        ? 1
                        : 2;
            }
        }
        return slips == 1;
    }

    /** Whether the word at an index may be misspelt: it is long, consists of letters only, and is not a name. */
    static boolean mayBeASlip(CanonicalText text, int at) {
        String word = text.words().get(at);
        return word.length() >= LEAST_LETTERS
                && text.common().get(at)
                && word.chars().allMatch(Character::isLetter);
    }

    /**
     * Whether the words differ by two adjacent inner letters that changed places, or by one inner letter missing from
     * the longer word.
     */
    private static boolean isSlip(String a, String b) {
        if (a.length() == b.length()) {
            int at = Arrays.mismatch(a.toCharArray(), b.toCharArray());
            return at > 0
                    && at + 2 < a.length()
                    && a.charAt(at) == b.charAt(at + 1)
                    && a.charAt(at + 1) == b.charAt(at)
                    && a.substring(at + 2).equals(b.substring(at + 2));
        }
        String shorter = a.length() < b.length() ? a : b;
        String longer = a.length() < b.length() ? b : a;
        int at = Arrays.mismatch(shorter.toCharArray(), longer.toCharArray());
        return longer.length() == shorter.length() + 1
                && longer.length() > LEAST_LETTERS + 1
                && at > 0
                && at < shorter.length()
                && shorter.substring(at).equals(longer.substring(at + 1));
    }

    private static boolean differByOrderOfClauses(CanonicalText a, CanonicalText b) {
        int from = Arrays.mismatch(a.words().toArray(), b.words().toArray());
        int to = a.size();
        while (to > from && a.words().get(to - 1).equals(b.words().get(to - 1))) {
            to--;
        }
        while (from > 0 && a.breaks().get(from) != Break.SENTENCE) {
            from--;
        }
        while (to < a.size() && a.breaks().get(to) != Break.SENTENCE) {
            to++;
        }
        for (int first = LEAST_CLAUSE; first <= to - from - LEAST_CLAUSE; first++) {
            boolean apart =
                    a.breaks().get(from + first) != Break.NONE || b.breaks().get(to - first) != Break.NONE;
            if (apart
                    && rotated(a.words().subList(from, to), first)
                            .equals(b.words().subList(from, to))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> rotated(List<String> words, int first) {
        List<String> rotated = new ArrayList<>(words);
        Collections.rotate(rotated, -first);
        return rotated;
    }
}
