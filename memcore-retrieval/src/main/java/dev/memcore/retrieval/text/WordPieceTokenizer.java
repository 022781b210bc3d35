package dev.memcore.retrieval.text;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Splits text into the pieces of an uncased BERT vocabulary: basic tokenization, then greedy longest match.
 *
 * <p>Basic tokenization drops control characters, converts to lower case, and strips accents (canonical decomposition
 * without non-spacing marks). It splits at white space, around each punctuation character and around each CJK
 * ideograph. Words longer than {@value #MAX_WORD} characters, or with a part that the vocabulary does not know, are
 * unknown and yield nothing (BERT yields {@code [UNK]}). Source: {@code tokenization.py} of google-research/bert, and
 * the BertNormalizer of Hugging Face's tokenizers, whose ids this class produces.
 *
 * <p>Takes time linear in the text's length, for any text. Immutable and therefore thread-safe.
 */
final class WordPieceTokenizer {
    /** The longest word, in code points, that is looked up; BERT's own limit. */
    static final int MAX_WORD = 100;

    private static final int REPLACEMENT = 0xFFFD;

    private static final int NO_OTHER = -1;

    private final PieceTrie trie;
    private final List<RunSegmenter> others;

    /** Creates a tokenizer over the given pieces. The id of a piece is its index in the list. */
    WordPieceTokenizer(List<String> pieces) {
        this(new PieceTrie(pieces), List.of());
    }

    private WordPieceTokenizer(PieceTrie trie, List<RunSegmenter> others) {
        this.trie = trie;
        this.others = others;
    }

    /** Returns a tokenizer that leaves runs of the scripts of another vocabulary to that vocabulary. */
    WordPieceTokenizer with(RunSegmenter other) {
        return new WordPieceTokenizer(
                trie, Stream.concat(others.stream(), Stream.of(other)).toList());
    }

    /** The pieces that stand for a vocabulary in front of the id of one of its own pieces. */
    static int mark(int other) {
        return WordCodes.MOST_PIECES - 1 - other;
    }

    /** Receives the words of a text in order. */
    interface WordSink {
        /**
         * Receives a word of known pieces: the first {@code count} elements of the array, which is reused. A word of
         * another vocabulary has two: the {@link #mark} of the vocabulary, and the piece there.
         */
        void word(int[] pieces, int count);
    }

    /** Receives the parts of a text in order. */
    interface PartSink {
        /**
         * Receives a part.
         *
         * @param runFrom the start of the run of another vocabulary's script to which the part belongs; -1: to none
         * @param runTo the end of that run
         */
        void part(int from, int to, int runFrom, int runTo);
    }

    /**
     * Divides a text into the parts of runs that belong to other vocabularies, and what is between these runs. O(length).
     */
    void parts(String text, PartSink sink) {
        for (int from = 0; from < text.length(); ) {
            int other = other(text.codePointAt(from));
            int to = from;
            while (to < text.length() && other(text.codePointAt(to)) == other) {
                to += Character.charCount(text.codePointAt(to));
            }
            if (other == NO_OTHER) {
                sink.part(from, to, NO_OTHER, NO_OTHER);
            } else {
                int start = from;
                int end = to;
                others.get(other)
                        .divide(
                                text.substring(from, to),
                                (piece, first, last) -> sink.part(start + first, start + last, start, end));
            }
            from = to;
        }
    }

    /** The vocabulary that reads a character, or {@link #NO_OTHER}. */
    private int other(int codePoint) {
        for (int i = 0; codePoint >= 0x80 && i < others.size(); i++) {
            if (others.get(i).reads(codePoint)) {
                return i;
            }
        }
        return NO_OTHER;
    }

    /** Passes each known word of the text to the sink, in the order of the text. */
    void words(String text, WordSink sink) {
        Word word = new Word(sink);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int other = other(c);
            if (other != NO_OTHER) {
                word.run(c, other);
            } else if (c < 0x80) {
                ascii(c, word);
            } else {
                beyondAscii(c, word);
            }
        }
        word.end();
    }

    private static void ascii(int c, Word word) {
        if (within(c, 'a', 'z') || within(c, '0', '9')) {
            word.append(c);
        } else if (within(c, 'A', 'Z')) {
            word.append(c + ('a' - 'A'));
        } else if (c > ' ' && c < 0x7F) {
            word.alone(c);
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            word.end();
        }
        // All other control characters are dropped without ending the word.
    }

    private static void beyondAscii(int c, Word word) {
        if (c == REPLACEMENT) {
            return;
        }
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.NON_SPACING_MARK -> {}
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> word.end();
            default -> letters(c, word);
        }
    }

    private static void letters(int c, Word word) {
        if (isCjk(c)) {
            word.end();
            decomposed(c, word);
            word.end();
        } else {
            decomposed(c, word);
        }
    }

    /**
     * Decomposes one code point at a time. The marks are removed, so their canonical order does not matter. A
     * normalizer of the whole text must order a run of n marks, which takes time quadratic in n.
     */
    private static void decomposed(int c, Word word) {
        String parts = Character.toString(c);
        if (!Normalizer.isNormalized(parts, Normalizer.Form.NFD)) {
            parts = Normalizer.normalize(parts, Normalizer.Form.NFD);
        }
        for (int i = 0; i < parts.length(); ) {
            int part = parts.codePointAt(i);
            i += Character.charCount(part);
            if (isPunctuation(part)) {
                word.alone(part);
            } else if (Character.getType(part) != Character.NON_SPACING_MARK) {
                word.append(Character.toLowerCase(part));
            }
        }
    }

    private static boolean isPunctuation(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /**
     * Whether a code point is in the ideograph blocks of BERT's tokenizer. Kana and hangul are words like any other.
     */
    private static boolean isCjk(int c) {
        return within(c, 0x4E00, 0x9FFF)
                || within(c, 0x3400, 0x4DBF)
                || within(c, 0xF900, 0xFAFF)
                || within(c, 0x20000, 0x2A6DF)
                || within(c, 0x2A700, 0x2B73F)
                || within(c, 0x2B740, 0x2B81F)
                || within(c, 0x2B920, 0x2CEAF)
                || within(c, 0x2F800, 0x2FA1F);
    }

    private static boolean within(int c, int first, int last) {
        return first <= c && c <= last;
    }

    /** The word being read, looked up when it ends. */
    private final class Word {
        private final WordSink sink;
        private final char[] chars = new char[2 * MAX_WORD];
        private final int[] pieces = new int[2 * MAX_WORD];
        private int length;
        private int codePoints;

        /** The run of another vocabulary's script that is being read, and that vocabulary. */
        private final StringBuilder run = new StringBuilder();

        private int runOf = NO_OTHER;

        Word(WordSink sink) {
            this.sink = sink;
        }

        /** Adds a character of another vocabulary's script. */
        void run(int c, int other) {
            if (runOf != other) {
                end();
                runOf = other;
            }
            run.appendCodePoint(c);
        }

        void append(int c) {
            if (runOf != NO_OTHER) {
                end();
            }
            if (codePoints < MAX_WORD) {
                length += Character.toChars(c, chars, length);
            }
            // Counting continues beyond the limit, so that end() detects it. No word of a text has 2^31 characters.
            codePoints++;
        }

        void alone(int c) {
            end();
            append(c);
            end();
        }

        void end() {
            if (length > 0 && codePoints <= MAX_WORD) {
                lookUp();
            }
            length = 0;
            codePoints = 0;
            if (runOf != NO_OTHER) {
                divide();
            }
        }

        private void divide() {
            pieces[0] = mark(runOf);
            others.get(runOf).divide(run, (piece, from, to) -> {
                if (piece != RunSegmenter.UNKNOWN) {
                    pieces[1] = piece;
                    sink.word(pieces, 2);
                }
            });
            run.setLength(0);
            runOf = NO_OTHER;
        }

        private void lookUp() {
            int count = 0;
            for (int from = 0; from < length; ) {
                long match = trie.longestMatch(chars, from, length);
                if (match == PieceTrie.NONE) {
                    return;
                }
                pieces[count++] = (int) (match >>> 32);
                from += (int) match;
            }
            sink.word(pieces, count);
        }
    }
}
