package dev.memcore.retrieval.text;

import dev.memcore.retrieval.text.TermAnalysis.Surface;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the meaningful words of texts as the ids of their pieces in a {@link StaticTable}. A piece takes two bytes,
 * so the words of hundreds of candidates are read in a fraction of a millisecond. Each word of a text is encoded once.
 * Immutable.
 */
public final class WordCodes {
    private static final double UNKNOWN = 0.3;
    private static final double KNOWN = 0.7;

    /** The exclusive upper limit of encoded piece ids. The bit of this value marks the first piece of a word. */
    public static final int MOST_PIECES = 1 << 15;

    private static final int FIRST = 1 << 15;

    /** The maximum number of different words that are encoded. Later words of a text are ignored. */
    private static final int MOST_WORDS = 512;

    /** Words without meaning by themselves, in texts and in questions. */
    private static final String STOP_WORDS =
            "a an and are as at be but by for if in into is it no not of on or such that the their then there these"
                + " they this to was will with i you my me your we us our he him his she her its them what which who"
                + " whom whose where when how why do does did has have had been were am being from about so just can"
                + " could would should may might must shall than too also s t m re ve ll d n";

    private final StaticTable table;
    private final WordVectors vectors;
    private final Set<Integer> empty = new HashSet<>();

    public WordCodes(StaticTable table) {
        this.table = table;
        this.vectors = table.vectors();
        table.words(STOP_WORDS, (pieces, count) -> empty.add(pieces[0]));
        for (char c = '!'; c < 0x7F; c++) {
            if (!Character.isLetterOrDigit(c)) {
                table.words(Character.toString(c), (pieces, count) -> empty.add(pieces[0]));
            }
        }
    }

    /** The id of the table, on which an index of these codes depends. */
    public String id() {
        return table.modelId();
    }

    /** Receives words. */
    public interface Sink {
        void word(int[] pieces);
    }

    /** Passes the meaningful words of a text to the sink, in order and with repetitions. */
    public void words(String text, Sink sink) {
        table.words(text, (pieces, count) -> {
            boolean meaning = count > 1 || !empty.contains(pieces[0]);
            boolean codable = Arrays.stream(pieces, 0, count).allMatch(piece -> piece < MOST_PIECES);
            if (meaning && codable) {
                sink.word(Arrays.copyOf(pieces, count));
            }
        });
    }

    /**
     * The share of a text's meaningful words that the table knows as a whole, in [0, 1]; 1 if the text has no
     * meaningful word. The vocabulary is English. Words of other languages fall into pieces whose vectors say little, and
     * single characters of other scripts do not count as known.
     */
    public double coverage(String text) {
        int known = 0;
        int all = 0;
        for (String word : Surface.words(text)) {
            if (means(word)) {
                all++;
                known += isKnown(word) ? 1 : 0;
            }
        }
        return all == 0 ? 1 : (double) known / all;
    }

    /**
     * Returns how far the vectors of a text's words can be trusted, in [0, 1]: not at all up to a coverage of {@value
     * #UNKNOWN}, fully from {@value #KNOWN} on.
     */
    public double trust(String text) {
        return Math.clamp((coverage(text) - UNKNOWN) / (KNOWN - UNKNOWN), 0, 1);
    }

    /** Returns whether the table knows a word as a whole. */
    public boolean isKnown(String word) {
        int[] parts = {0, 0};
        table.words(word, (pieces, count) -> {
            parts[0]++;
            parts[1] += count;
        });
        return parts[0] == 1 && parts[1] == 1 && word.chars().allMatch(c -> c < 0x80);
    }

    /** Whether a word has meaning by itself. Returns true for a word that the table does not know. */
    public boolean means(String word) {
        boolean[] means = {true};
        table.words(word, (pieces, count) -> means[0] &= count > 1 || !empty.contains(pieces[0]));
        return means[0];
    }

    /** Whether a text may have more words than were encoded. */
    public static boolean mayLack(BytesRef codes) {
        return count(codes) >= MOST_WORDS;
    }

    /** Encodes the different meaningful words of a text. O(length). */
    public BytesRef encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Set<String> seen = new HashSet<>();
        words(text, pieces -> {
            if (seen.size() < MOST_WORDS && seen.add(Arrays.toString(pieces))) {
                for (int i = 0; i < pieces.length; i++) {
                    int code = i == 0 ? pieces[i] | FIRST : pieces[i];
                    out.write(code >>> Byte.SIZE);
                    out.write(code);
                }
            }
        });
        return new BytesRef(out.toByteArray());
    }

    /** Reads encoded words one after another. */
    public static final class Cursor {
        private final BytesRef codes;
        private int from;
        private int to;

        public Cursor(BytesRef codes) {
            this.codes = codes;
            this.to = codes.offset;
        }

        /** Moves to the next word. Returns false if there is none. */
        public boolean next() {
            int last = codes.offset + codes.length;
            from = to;
            if (from >= last) {
                return false;
            }
            to = from + 2;
            while (to < last && codes.bytes[to] >= 0) {
                to += 2;
            }
            return true;
        }

        /** The number of pieces of the word. */
        public int count() {
            return (to - from) / 2;
        }

        public int piece(int i) {
            int at = from + 2 * i;
            return (((codes.bytes[at] & 0xFF) << Byte.SIZE) | (codes.bytes[at + 1] & 0xFF)) & ~FIRST;
        }

        public int[] pieces() {
            int[] pieces = new int[count()];
            Arrays.setAll(pieces, this::piece);
            return pieces;
        }

        /** The {@link WordCodes#key} of the word's pieces. */
        public long key() {
            long key = 1;
            for (int i = 0; i < count(); i++) {
                key = mixed(key, piece(i));
            }
            return key;
        }
    }

    /** A 64-bit hash of the pieces of a word, by which words are compared. */
    public static long key(int[] pieces) {
        long key = 1;
        for (int piece : pieces) {
            key = mixed(key, piece);
        }
        return key;
    }

    private static long mixed(long key, int piece) {
        return key * 0x9E3779B97F4A7C15L + piece + 1;
    }

    /** The number of encoded words. */
    public static int count(BytesRef codes) {
        int words = 0;
        for (int at = codes.offset; at < codes.offset + codes.length; at += 2) {
            words += codes.bytes[at] < 0 ? 1 : 0;
        }
        return words;
    }

    /** Returns the cosine of two words, in [-1, 1]; 0 if the table has no vector for one of them. */
    public double similarity(String one, String other) {
        byte[] a = vector(one);
        byte[] b = vector(other);
        return a == null || b == null ? 0 : ByteVectors.cosine(a, ByteVectors.norm(a), b, ByteVectors.norm(b));
    }

    private byte @Nullable [] vector(String word) {
        byte[][] vector = new byte[1][];
        table.words(word, (pieces, count) -> vector[0] = table.word(Arrays.copyOf(pieces, count)));
        return vector[0];
    }

    public StaticTable table() {
        return table;
    }

    public WordVectors vectors() {
        return vectors;
    }
}
