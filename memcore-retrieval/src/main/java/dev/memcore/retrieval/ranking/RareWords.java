package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.source.Sources;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a question that have no vector of their own: names, ticket numbers, made-up words. The vocabulary of the
 * static vectors splits such a word into pieces, and the mean of their vectors is unrelated to the word. So if a
 * question consists mostly of such words, the memories that contain them answer it, however many there are.
 *
 * <p>A question in a script without spaces is handled like this only if it is one run of letters. O(such words x
 * candidates). For one query, one thread.
 */
final class RareWords {
    /**
     * If these words are at most this share of the question's known words, weighted by rarity, the signal is absent.
     */
    private static final double FEW = 0.5;

    /** From this share on, the signal has its full effect. */
    private static final double MOST = 0.75;

    /** The maximum number of words of a question that are checked, and of such words that are searched. */
    private static final int WORDS = 64;

    private static final int ODD = 8;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final Visible visible;
    private final AnalyzedQuery query;
    private final String view;
    private final List<Odd> odd = new ArrayList<>();
    private double oddWeight;
    private double weight;

    /**
     * A word without a vector of its own.
     *
     * @param terms the index terms of the word
     * @param key the word's key in {@link CandidateFeatures}, or null if it cannot be encoded
     * @param weight its idf
     */
    private record Odd(List<String> terms, @Nullable Long key, double weight) {}

    /**
     * Finds these words in a question.
     *
     * @param view the lexical view that gives the rarity of words
     */
    RareWords(Visible visible, AnalyzedQuery query, WordCodes codes, String view) {
        this.visible = visible;
        this.query = query;
        this.view = view;
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(query.compared())
                .results()
                .limit(WORDS)
                .map(MatchResult::group)
                .forEach(words::add);
        if (words.size() == 1 || words.stream().noneMatch(RareWords::isRun)) {
            words.stream().filter(codes::means).forEach(word -> add(word, codes));
        }
    }

    /**
     * Returns whether a word is of a script without spaces, where the text between two punctuation marks is a phrase
     * rather than a word.
     */
    private static boolean isRun(String word) {
        return word.codePoints().mapToObj(UnicodeScript::of).anyMatch(UNSPACED::contains);
    }

    private void add(String word, WordCodes codes) {
        List<String> terms = query.analysis().terms(word);
        if (!areUsed(terms, view) && !areUsed(terms, ContextViews.KEYS)) {
            return; // an unused word says nothing about the memories that have another word
        }
        double rarity = query.rarity(word, view, visible);
        weight += rarity;
        List<int[]> coded = coded(word, codes);
        if (rarity > 0 && odd.size() < ODD && isOdd(word, terms, coded, codes)) {
            oddWeight += rarity;
            odd.add(new Odd(terms, coded.isEmpty() ? null : WordCodes.key(coded.getFirst()), rarity));
        }
    }

    /** Returns whether each term of a word is in some visible text. */
    private boolean areUsed(List<String> terms, String in) {
        return !terms.isEmpty() && terms.stream().allMatch(term -> visible.documentFrequency(in, term) > 0);
    }

    private static boolean isOdd(String word, List<String> terms, List<int[]> coded, WordCodes codes) {
        boolean digits = coded.size() == 1 && word.chars().anyMatch(Character::isDigit);
        boolean pieces = coded.isEmpty() || (coded.size() == 1 && coded.getFirst().length > 1);
        return digits || (pieces && terms.stream().noneMatch(stem -> isKnown(stem, codes)));
    }

    /** Returns whether a stem has a vector of its own, which is close to that of its plural. */
    private static boolean isKnown(String stem, WordCodes codes) {
        List<int[]> coded = coded(stem, codes);
        return coded.size() == 1 && coded.getFirst().length == 1;
    }

    private static List<int[]> coded(String text, WordCodes codes) {
        List<int[]> coded = new ArrayList<>();
        codes.words(text, coded::add);
        return coded;
    }

    /** Returns whether these words are so large a share of the question that the signal is present. */
    boolean dominate() {
        return weight > 0 && oddWeight / weight > FEW;
    }

    /**
     * Returns the signal, in [0, 1]: the share of these words that each candidate contains itself, by rarity, times the
     * signal's effect.
     */
    double[] values(FirstPass first) throws IOException {
        Candidates candidates = first.candidates();
        double decide = Math.clamp((oddWeight / weight - FEW) / (MOST - FEW), 0, 1);
        double[] values = candidates.row(0);
        for (Odd word : odd) {
            boolean[] context = matches(word, view, candidates);
            boolean[] keys = matches(word, ContextViews.KEYS, candidates);
            for (int i = 0; i < values.length; i++) {
                if (keys[i] || (context[i] && has(first.features()[i], word))) {
                    values[i] += decide * word.weight() / oddWeight;
                }
            }
        }
        return values;
    }

    /** Returns which candidates have all terms of a word. */
    private boolean[] matches(Odd word, String in, Candidates candidates) throws IOException {
        boolean[] matches = new boolean[candidates.size()];
        Arrays.fill(matches, true);
        for (String term : word.terms()) {
            double[] values =
                    Sources.lexical(visible, in, TermBag.of(List.of(term))).values(candidates);
            for (int i = 0; i < matches.length; i++) {
                matches[i] &= values[i] > 0;
            }
        }
        return matches;
    }

    /**
     * Returns whether a text has the word itself, and not only an adjacent turn. Also returns true if this is not
     * known, because the word or the text could not be encoded completely.
     */
    private static boolean has(CandidateFeatures features, Odd word) {
        if (word.key() == null || WordCodes.mayLack(features.words())) {
            return true;
        }
        WordCodes.Cursor own = new WordCodes.Cursor(features.words());
        while (own.next()) {
            if (own.key() == word.key()) {
                return true;
            }
        }
        return false;
    }
}
