package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import org.jspecify.annotations.Nullable;

/** The rules that several grammars share. */
final class GrammarRules {
    private GrammarRules() {}

    /** The reading that covers more tokens. Of equal ones it is the first. Null if there is none. */
    static <T> @Nullable Parsed<? extends T> longest(@Nullable Parsed<? extends T> a, @Nullable Parsed<? extends T> b) {
        if (a == null) {
            return b;
        }
        return b == null || b.next() <= a.next() ? a : b;
    }

    /**
     * Whether the words before the token stand by themselves, and are not the first half of a compound ("summer camp").
     */
    static boolean stands(Tokens tokens, int i) {
        Token next = tokens.at(i);
        return !next.is(Kind.WORD) || next.capital() || Lexicon.FUNCTION_WORDS.contains(next.word());
    }

    /**
     * The result of a rule.
     *
     * @param value what the words mean
     * @param next the token after the last one that the rule read
     */
    record Parsed<T>(T value, int next) {}
}
