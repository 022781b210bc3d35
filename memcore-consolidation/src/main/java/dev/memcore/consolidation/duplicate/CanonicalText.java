package dev.memcore.consolidation.duplicate;

import dev.memcore.consolidation.arithmetic.Hashes;
import dev.memcore.consolidation.duplicate.WordToken.Break;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A normalised text: lower case, contractions expanded, fillers removed, numbers and words in one form. For English.
 * For other languages only case, punctuation and white space are normalised.
 *
 * @param words the content words
 * @param breaks the separator before each word
 * @param common whether each word was written in lower case throughout, so it is not known to be a name
 * @param addressed the names in greetings
 * @param questions the number of sentences that end with a question mark
 * @param questionsShow whether their words also identify these sentences as questions
 * @param ended whether the text ends with a full stop or an exclamation mark
 */
record CanonicalText(
        List<String> words,
        List<Break> breaks,
        List<Boolean> common,
        Set<String> addressed,
        int questions,
        boolean questionsShow,
        boolean ended) {

    private static final Set<String> QUESTION_WORDS =
            Set.of(("what when where who whom whose which why how do does did is are "
                            + "was were am can could will would shall should may might must have has had")
                    .split(" "));

    private static final Pattern ENDED = Pattern.compile("[.!\u2026]\\P{L}*$");

    private static final Set<String> CONJUNCTIONS = Set.of("and", "but", "or", "so", "then", "if");

    static CanonicalText of(String text) {
        Set<String> addressed = new TreeSet<>();
        List<WordToken> tokens = Numbers.inOneForm(Fillers.without(Contractions.expand(Lexer.tokens(text)), addressed));
        List<String> words =
                tokens.stream().map(token -> WordForms.of(token.word())).toList();
        List<List<WordToken>> questions = questions(tokens);
        return new CanonicalText(
                words,
                tokens.stream().map(WordToken::before).toList(),
                tokens.stream().map(token -> !token.capital()).toList(),
                addressed,
                questions.size(),
                questions.stream().allMatch(CanonicalText::isMarked),
                ENDED.matcher(text).find());
    }

    /** The sentences that end with a question mark. */
    private static List<List<WordToken>> questions(List<WordToken> tokens) {
        List<List<WordToken>> questions = new ArrayList<>();
        for (WordToken token : tokens) {
            if (token.asked() && (token.startsSentence() || questions.isEmpty())) {
                questions.add(new ArrayList<>());
            }
            if (token.asked()) {
                questions.getLast().add(token);
            }
        }
        return questions;
    }

    /** Whether the words of a sentence show that it is a question. */
    private static boolean isMarked(List<WordToken> sentence) {
        boolean start = false;
        for (WordToken token : sentence) {
            start |= token.before() != Break.NONE;
            if (start && QUESTION_WORDS.contains(token.word())) {
                return true;
            }
            start &= CONJUNCTIONS.contains(token.word());
        }
        return false;
    }

    /**
     * Whether both texts have the same number of questions. A text without question marks and without a final full stop
     * also matches if the words of the other's questions show that they are questions.
     */
    boolean asksLike(CanonicalText other) {
        return questions == other.questions || omitsMarksOf(other) || other.omitsMarksOf(this);
    }

    private boolean omitsMarksOf(CanonicalText other) {
        return questions == 0 && !ended && other.questionsShow;
    }

    int size() {
        return words.size();
    }

    /** A hash that does not depend on the order of the words. */
    long bag() {
        long sum = 0;
        for (String word : words) {
            sum += Hashes.of(word);
        }
        return sum;
    }
}
