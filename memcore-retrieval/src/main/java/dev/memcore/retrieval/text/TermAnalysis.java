package dev.memcore.retrieval.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.report.CacheStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bn.BengaliNormalizationFilter;
import org.apache.lucene.analysis.bn.BengaliStemFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.te.TeluguNormalizationFilter;
import org.apache.lucene.analysis.te.TeluguStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * Converts text to terms: compatibility forms (NFKC), Unicode word boundaries (UAX 29), lower case, folded accents,
 * English stop words, and a light stemmer for the script of each word.
 *
 * <p>Latin letters have the English stemmer KStem (Krovetz, 1993); other languages in Latin letters have none of their
 * own, and are matched by {@link CharacterNgrams} as well. Lucene's light stemmers of Arabic, Bengali, Greek, Hindi,
 * Russian and Telugu read only words in their own scripts, so a text may mix languages, and no language is guessed.
 * Chinese, Japanese and Korean give bigrams of characters (Lucene's {@code CJKBigramFilter}), and so do scripts of
 * South-East Asia that write no spaces between words. Thread-safe.
 */
public final class TermAnalysis {
    /**
     * The number of cached passages. A turn is a passage of its own view and of the views of both neighbours, so it is
     * analysed several times.
     */
    private static final int CACHED_PASSAGES = 4_096;

    private static final int CACHED_LENGTH = 4_096;

    /** The type of a run of Thai, Lao, Khmer or Burmese. */
    private static final String SPACELESS = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.SOUTHEAST_ASIAN];

    /** The number of cached words. Most words of a text are among the few thousand that are used most. */
    private static final int CACHED_WORDS = 8_192;

    /** The types of words whose terms do not depend on the words beside them. */
    private static final Set<String> SEPARATE = Set.of(
            StandardTokenizer.TOKEN_TYPES[StandardTokenizer.ALPHANUM],
            StandardTokenizer.TOKEN_TYPES[StandardTokenizer.NUM],
            StandardTokenizer.TOKEN_TYPES[StandardTokenizer.EMOJI]);

    private final Analyzer analyzer = new TermAnalyzer(StandardTokenizer::new);
    private final Analyzer ofWord = new TermAnalyzer(KeywordTokenizer::new);
    private final Analyzer tokens = new TokenAnalyzer();
    private final Cache<String, List<String>> words = Caffeine.newBuilder()
            .maximumSize(CACHED_WORDS)
            .executor(Runnable::run)
            .build();
    private final Cache<String, TermBag> passages = Caffeine.newBuilder()
            .maximumSize(CACHED_PASSAGES)
            .executor(Runnable::run)
            .recordStats()
            .build();

    public TermBag bag(String text) {
        return text.length() > CACHED_LENGTH ? TermBag.of(terms(text)) : passages.get(text, t -> TermBag.of(terms(t)));
    }

    /** Returns how the cache of analysed texts is used. */
    public CacheStats cache() {
        var used = passages.stats();
        return new CacheStats(used.hitCount(), used.missCount(), passages.estimatedSize());
    }

    /** Removes all cached texts. */
    public void clear() {
        passages.invalidateAll();
        words.invalidateAll();
    }

    /** The terms in the order of the text. O(length). */
    public List<String> terms(String text) {
        String composed = CharacterNgrams.composed(text);
        List<String> terms = new ArrayList<>();
        return addSeparate(composed, terms) ? terms : terms(analyzer, composed);
    }

    /**
     * Adds the terms of each word, if none of them depends on the words beside it. Otherwise returns false. The filters
     * take longer than a look-up, because every word passes those of all languages.
     */
    private boolean addSeparate(String composed, List<String> terms) {
        try (TokenStream stream = tokens.tokenStream("", composed)) {
            CharTermAttribute word = stream.getAttribute(CharTermAttribute.class);
            TypeAttribute type = stream.getAttribute(TypeAttribute.class);
            stream.reset();
            boolean separate = true;
            while (separate && stream.incrementToken()) {
                separate = SEPARATE.contains(type.type());
                if (separate) {
                    terms.addAll(words.get(word.toString(), written -> terms(ofWord, written)));
                }
            }
            stream.end();
            return separate;
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
    }

    /** Returns the terms of a text in NFKC, without a look-up. */
    List<String> termsOfAll(String composed) {
        return terms(analyzer, composed);
    }

    private static List<String> terms(Analyzer analyzer, String composed) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", composed)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            TypeAttribute type = stream.getAttribute(TypeAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (type.type().equals(SPACELESS)) {
                    terms.addAll(CharacterNgrams.of(term.toString()));
                } else if (!term.isEmpty()) { // a filter may leave nothing of a word of optional characters
                    terms.add(term.toString());
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
        return terms;
    }

    /** Divides a text into words. */
    private static final class TokenAnalyzer extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            return new TokenStreamComponents(new StandardTokenizer());
        }
    }

    /** Converts the words of a tokenizer to terms. */
    private static final class TermAnalyzer extends Analyzer {
        private static final CharArraySet STOP_WORDS = EnglishAnalyzer.getDefaultStopSet();

        private final Supplier<Tokenizer> tokenizer;

        TermAnalyzer(Supplier<Tokenizer> tokenizer) {
            this.tokenizer = tokenizer;
        }

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            Tokenizer source = tokenizer.get();
            TokenStream words = new LowerCaseFilter(new EnglishPossessiveFilter(source));
            words = new DecimalDigitFilter(words);
            words = new ArabicStemFilter(new ArabicNormalizationFilter(words));
            words = new IndicNormalizationFilter(words);
            words = new HindiStemFilter(new HindiNormalizationFilter(words));
            words = new BengaliStemFilter(new BengaliNormalizationFilter(words));
            words = new TeluguStemFilter(new TeluguNormalizationFilter(words));
            words = new GreekStemFilter(new GreekLowerCaseFilter(words));
            words = new RussianLightStemFilter(words);
            words = new ASCIIFoldingFilter(words);
            words = new KStemFilter(new StopFilter(words, STOP_WORDS));
            return new TokenStreamComponents(source, new CJKBigramFilter(words));
        }
    }

    /** The words of a text as they are written. */
    public static final class Surface {
        private Surface() {}

        /** Runs of letters and digits. O(length). */
        public static List<String> words(String text) {
            List<String> words = new ArrayList<>();
            int start = -1;
            for (int i = 0; i <= text.length(); i++) {
                boolean inside = i < text.length() && isInside(text, i);
                if (inside && start < 0) {
                    start = i;
                } else if (!inside && start >= 0) {
                    words.add(text.substring(start, i));
                    start = -1;
                }
            }
            return words;
        }

        /**
         * Whether two texts have the same words in the same order. Case and the characters between words are ignored.
         * O(length until they differ).
         */
        public static boolean sameWords(String one, String other) {
            int i = nextWord(one, 0);
            int j = nextWord(other, 0);
            while (i < one.length() && j < other.length()) {
                if (!same(one.charAt(i), other.charAt(j))) {
                    return false;
                }
                i++;
                j++;
                boolean ends = i == one.length() || !isInside(one, i);
                if (ends != (j == other.length() || !isInside(other, j))) {
                    return false;
                }
                if (ends) {
                    i = nextWord(one, i);
                    j = nextWord(other, j);
                }
            }
            return i == one.length() && j == other.length();
        }

        /** Whether the character at an index, which may be half of a surrogate pair, is a letter or a digit. */
        private static boolean isInside(String text, int i) {
            char half = text.charAt(i);
            int start = Character.isLowSurrogate(half) && i > 0 ? i - 1 : i;
            return Character.isLetterOrDigit(Character.isSurrogate(half) ? text.codePointAt(start) : half);
        }

        private static boolean same(char one, char other) {
            return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
        }

        private static int nextWord(String text, int from) {
            int i = from;
            while (i < text.length() && !isInside(text, i)) {
                i++;
            }
            return i;
        }
    }
}
