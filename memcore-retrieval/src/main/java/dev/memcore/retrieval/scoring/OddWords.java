package dev.memcore.retrieval.scoring;

import dev.memcore.retrieval.document.Sketch;
import dev.memcore.retrieval.sight.Candidates;
import dev.memcore.retrieval.sight.Visible;
import dev.memcore.retrieval.source.Asked;
import dev.memcore.retrieval.source.LexicalSource;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.retrieval.word.WordCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a question that vectors know nothing of: names, numbers of tickets, made-up words. The vocabulary of the static vectors splits such a word into
 * pieces, and what is near the mean of these pieces has nothing to do with the word. So a question that says little else is answered by the memories that have the word
 * itself, however many there are. O(odd words x candidates). For one query, one thread.
 */
final class OddWords {
    /** If these words are less than this share of the question's known words, by rarity, they are left to the other signals. */
    private static final double FEW = 0.5;

    /** If they are this share of it, they decide. */
    private static final double MOST = 0.75;

    /** So many words of a question are looked at, and so many odd ones looked up. */
    private static final int WORDS = 64;

    private static final int ODD = 8;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    private final Visible visible;
    private final Asked asked;
    private final String view;
    private final List<Odd> odd = new ArrayList<>();
    private double oddWeight;
    private double weight;

    /**
     * One of these words.
     *
     * @param key stands for it in a {@link Sketch}, or null: it cannot be coded
     */
    private record Odd(String word, @Nullable Long key, double weight) {}

    /**
     * Prepares a question.
     *
     * @param view the lexical view by which words are rare or not
     */
    OddWords(Visible visible, Asked asked, WordCodes codes, String view) {
        this.visible = visible;
        this.asked = asked;
        this.view = view;
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(asked.compared()).results().limit(WORDS).map(MatchResult::group).forEach(words::add);
        words.stream().filter(codes::means).forEach(word -> add(word, codes));
    }

    private void add(String word, WordCodes codes) {
        double rarity = asked.rarity(word, view, visible);
        List<int[]> coded = new ArrayList<>();
        codes.words(word, coded::add);
        boolean pieces = coded.isEmpty() || (coded.size() == 1 && coded.getFirst().length > 1);
        boolean digits = coded.size() == 1 && word.chars().anyMatch(Character::isDigit);
        boolean isOdd = digits || (pieces && asked.analysis().terms(word).stream().noneMatch(stem -> isKnown(stem, codes)));
        boolean known = asked.frequency(word, view, visible) > 0
                || asked.frequency(word, ContextViews.KEYS, visible) > 0;
        if (!known) {
            return; // a word that nobody has used says nothing of who has used another
        }
        weight += rarity;
        if (isOdd && rarity > 0 && odd.size() < ODD) {
            oddWeight += rarity;
            odd.add(new Odd(word, coded.isEmpty() ? null : WordCodes.key(coded.getFirst()), rarity));
        }
    }

    /** Whether vectors know a stem, so that they know about what its plural is. */
    private static boolean isKnown(String stem, WordCodes codes) {
        List<int[]> coded = new ArrayList<>();
        codes.words(stem, coded::add);
        return coded.size() == 1 && coded.getFirst().length == 1;
    }

    /** Whether they are so much of the question that they count. */
    boolean speak() {
        return weight > 0 && oddWeight / weight > FEW;
    }

    /** How many of these words each candidate has itself, by rarity, and how much they are of the question; in [0, 1]. */
    double[] values(Scored first) throws IOException {
        Candidates candidates = first.candidates();
        double decide = Math.clamp((oddWeight / weight - FEW) / (MOST - FEW), 0, 1);
        double[] values = candidates.row(0);
        for (Odd word : odd) {
            double[] context = matches(word, view, candidates);
            double[] keys = matches(word, ContextViews.KEYS, candidates);
            for (int i = 0; i < values.length; i++) {
                if (keys[i] > 0 || (context[i] > 0 && has(first.sketches()[i], word))) {
                    values[i] += decide * word.weight() / oddWeight;
                }
            }
        }
        return values;
    }

    private double[] matches(Odd word, String in, Candidates candidates) throws IOException {
        return LexicalSource.of(visible, in, asked.bag(List.of(word.word()))).values(candidates);
    }

    /** Whether a text has the word itself, and not only a turn beside it; of a word or a text that is not coded as a whole this is not known. */
    private static boolean has(Sketch sketch, Odd word) {
        if (word.key() == null || WordCodes.mayLack(sketch.words())) {
            return true;
        }
        WordCodes.Cursor own = new WordCodes.Cursor(sketch.words());
        while (own.next()) {
            if (own.key() == word.key()) {
                return true;
            }
        }
        return false;
    }
}
