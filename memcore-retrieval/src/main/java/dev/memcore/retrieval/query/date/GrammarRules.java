package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import org.jspecify.annotations.Nullable;

/** What the rules of the grammar share. */
final class GrammarRules {
    private GrammarRules() {}

    /** The one of two readings that covers more; the first of equal ones; null if there is neither. */
    static <T> @Nullable Parsed<? extends T> longest(@Nullable Parsed<? extends T> a, @Nullable Parsed<? extends T> b) {
        if (a == null) {
            return b;
        }
        return b == null || b.next() <= a.next() ? a : b;
    }

    /** Whether what ends before the token stands by itself, and is not the first half of a compound ("summer camp"). */
    static boolean stands(Tokens tokens, int i) {
        Token next = tokens.at(i);
        return !next.is(Kind.WORD) || next.capital() || Lexicon.FUNCTION_WORDS.contains(next.word());
    }

    /**
     * What a rule read, and where it stopped.
     *
     * @param value what the words mean
     * @param next the token after the last one read
     */
    record Parsed<T>(T value, int next) {}
}
