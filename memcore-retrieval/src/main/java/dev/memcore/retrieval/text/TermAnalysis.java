package dev.memcore.retrieval.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Converts text to terms: Unicode word boundaries (UAX 29), lower case, folded accents, English stop words, and the
 * KStem light stemmer (Krovetz, 1993). Words of other languages are kept, but the stemmer is made for English.
 * Thread-safe.
 */
public final class TermAnalysis {
    /**
     * The number of cached passages. A turn is a passage of its own view and of the views of both neighbours, so it is
     * analysed several times.
     */
    private static final int CACHED_PASSAGES = 4_096;

    private static final int CACHED_LENGTH = 4_096;

    private final Analyzer analyzer = new EnglishWords();
    private final Cache<String, TermBag> passages = Caffeine.newBuilder()
            .maximumSize(CACHED_PASSAGES)
            .executor(Runnable::run)
            .build();

    public TermBag bag(String text) {
        return text.length() > CACHED_LENGTH ? TermBag.of(terms(text)) : passages.get(text, t -> TermBag.of(terms(t)));
    }

    /** Removes all cached texts. */
    public void clear() {
        passages.invalidateAll();
    }

    /** The terms in the order of the text. O(length). */
    public List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
        return terms;
    }

    private static final class EnglishWords extends Analyzer {
        private static final CharArraySet STOP_WORDS = EnglishAnalyzer.getDefaultStopSet();

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            Tokenizer source = new StandardTokenizer();
            TokenStream words = new EnglishPossessiveFilter(source);
            words = new ASCIIFoldingFilter(new LowerCaseFilter(words));
            return new TokenStreamComponents(source, new KStemFilter(new StopFilter(words, STOP_WORDS)));
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
                boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
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
                boolean ends = i == one.length() || !Character.isLetterOrDigit(one.charAt(i));
                if (ends != (j == other.length() || !Character.isLetterOrDigit(other.charAt(j)))) {
                    return false;
                }
                if (ends) {
                    i = nextWord(one, i);
                    j = nextWord(other, j);
                }
            }
            return i == one.length() && j == other.length();
        }

        private static boolean same(char one, char other) {
            return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
        }

        private static int nextWord(String text, int from) {
            int i = from;
            while (i < text.length() && !Character.isLetterOrDigit(text.charAt(i))) {
                i++;
            }
            return i;
        }
    }
}
