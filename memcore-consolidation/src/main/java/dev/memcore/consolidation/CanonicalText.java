package dev.memcore.consolidation;

import dev.memcore.consolidation.Token.Break;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text in the form that all ways of saying it share: lower case, contractions written out, fillers dropped, numbers and
 * words in one form. English; of other languages it takes case, punctuation and white space away.
 *
 * @param words what is said
 * @param breaks what stands before each word
 * @param common whether each word was written in lower case throughout, so is not known to be a name
 * @param addressed the names that are greeted
 * @param asks whether a sentence is a question by its question mark alone
 */
record CanonicalText(
        List<String> words, List<Break> breaks, List<Boolean> common, Set<String> addressed, boolean asks) {

    private static final Set<String> QUESTION_WORDS =
            Set.of(("what when where who whom whose which why how do does did is are "
                            + "was were am can could will would shall should may might must have has had")
                    .split(" "));

    private static final Set<String> CONJUNCTIONS = Set.of("and", "but", "or", "so", "then", "if");

    static CanonicalText of(String text) {
        Set<String> addressed = new TreeSet<>();
        List<Token> tokens = Numbers.inOneForm(Fillers.without(Contractions.expand(Lexer.tokens(text)), addressed));
        List<String> words =
                tokens.stream().map(token -> WordForms.of(token.word())).toList();
        return new CanonicalText(
                words,
                tokens.stream().map(Token::before).toList(),
                tokens.stream().map(token -> !token.capital()).toList(),
                addressed,
                asksByItsMark(tokens));
    }

    private static boolean asksByItsMark(List<Token> tokens) {
        List<Token> sentence = new ArrayList<>();
        boolean asks = false;
        for (Token token : tokens) {
            if (token.startsSentence()) {
                asks |= isUnmarked(sentence);
                sentence.clear();
            }
            sentence.add(token);
        }
        return asks || isUnmarked(sentence);
    }

    private static boolean isUnmarked(List<Token> sentence) {
        if (sentence.isEmpty() || !sentence.getFirst().asked()) {
            return false;
        }
        boolean start = false;
        for (Token token : sentence) {
            start |= token.before() != Break.NONE;
            if (start && QUESTION_WORDS.contains(token.word())) {
                return false;
            }
            start &= CONJUNCTIONS.contains(token.word());
        }
        return true;
    }

    int size() {
        return words.size();
    }

    /** The same for all orders of the same words. */
    long bag() {
        long sum = 0;
        for (String word : words) {
            sum += Hashes.of(word);
        }
        return sum;
    }
}
