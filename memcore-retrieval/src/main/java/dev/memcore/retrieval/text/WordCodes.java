package dev.memcore.retrieval.text;

import dev.memcore.retrieval.text.TermAnalysis.Surface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
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

    /** The same in Chinese: pronouns, particles, prepositions, forms of "be" and "have", and question words. */
    private static final String CHINESE_STOP_WORDS =
            "的 了 在 是 和 与 及 或 而 也 都 就 还 又 才 只 很 太 更 最 不 没 没有 有 我 你 您 他 她 它 我们 你们 他们 她们 它们"
                    + " 咱们 自己 这 那 这个 那个 这些 那些 这里 那里 这样 那样 这么 那么 此 其 之 所 以 于 为 被 把 让 给 对 对于 从 到"
                    + " 向 由 跟 同 按 当 将 因 因为 所以 但 但是 如果 虽然 然后 并 并且 而且 地 得 着 过 吗 呢 吧 啊 呀 嘛 哦 什么 谁"
                    + " 哪 哪个 哪些 哪里 哪儿 几 多少 怎么 怎样 怎么样 如何 为什么 何 何时 何地 是否 会 能 可以 要 想 应该 可能 一个 一"
                    + " 个 些 们 上 下 里 中 时 时候 次 来 去 做 用 等";

    private final StaticTable table;
    private final WordVectors vectors;
    private final BitSet empty = new BitSet();
    private final Set<Long> otherEmpty = new HashSet<>();

    public WordCodes(StaticTable table) {
        this.table = table;
        this.vectors = table.vectors();
        table.words(STOP_WORDS, (pieces, count) -> empty.set(pieces[0]));
        for (String word : CHINESE_STOP_WORDS.split(" ")) {
            List<int[]> pieces = pieces(word);
            if (pieces.size() == 1 && isOther(pieces.getFirst())) {
                otherEmpty.add(key(pieces.getFirst()));
            }
        }
        for (char c = '!'; c < 0x7F; c++) {
            if (!Character.isLetterOrDigit(c)) {
                table.words(Character.toString(c), (pieces, count) -> empty.set(pieces[0]));
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
            if (means(pieces, count) && isCodable(pieces, count)) {
                sink.word(Arrays.copyOf(pieces, count));
            }
        });
    }

    private static boolean isCodable(int[] pieces, int count) {
        for (int i = 0; i < count; i++) {
            if (pieces[i] >= MOST_PIECES) {
                return false;
            }
        }
        return true;
    }

    /**
     * A word of a text as it is written.
     *
     * @param text the word
     * @param around a text that is about as rare as the word: the word itself. Of a single character in a run without
     *     spaces, also the characters beside it, because such runs are indexed by bigrams
     */
    public record Written(String text, String around) {
        /** Returns whether the word can be searched alone. */
        public boolean isWhole() {
            return text.length() == around.length();
        }

        /** The share of a word that it counts as. Words in runs without spaces have two characters on average. */
        double share() {
            return isWhole() ? 1 : 0.5;
        }
    }

    /**
     * Returns the words of a text: its runs of letters and digits. A run of a script that an additional table reads is
     * divided into the words of that table. O(length).
     */
    public List<Written> written(String text) {
        List<Written> words = new ArrayList<>();
        for (String run : Surface.words(text)) {
            if (table.isSeveral()) {
                table.parts(run, (from, to, runFrom, runTo) -> words.add(part(run, from, to, runFrom, runTo)));
            } else {
                words.add(new Written(run, run));
            }
        }
        return words;
    }

    private static Written part(String run, int from, int to, int runFrom, int runTo) {
        String part = run.substring(from, to);
        boolean alone = runFrom >= 0 && part.codePointCount(0, part.length()) == 1;
        int before = alone && from > runFrom ? run.offsetByCodePoints(from, -1) : from;
        int after = alone && to < runTo ? run.offsetByCodePoints(to, 1) : to;
        return new Written(part, run.substring(before, after));
    }

    /**
     * The share of a text's meaningful words that the tables know as a whole, in [0, 1]; 1 if the text has no meaningful
     * word. The bundled vocabulary is English. Words of languages without a table fall into pieces whose vectors say
     * little, and single characters of other scripts do not count as known.
     */
    public double coverage(String text) {
        double known = 0;
        double all = 0;
        for (Written word : written(text)) {
            if (means(word.text())) {
                all += word.share();
                known += isKnown(word.text()) ? word.share() : 0;
            }
        }
        return all == 0 ? 1 : known / all;
    }

    /**
     * Returns how far the vectors of a text's words can be trusted, in [0, 1]: not at all up to a coverage of {@value
     * #UNKNOWN}, fully from {@value #KNOWN} on.
     */
    public double trust(String text) {
        return Math.clamp((coverage(text) - UNKNOWN) / (KNOWN - UNKNOWN), 0, 1);
    }

    /** Returns whether a table knows a word as a whole. */
    public boolean isKnown(String word) {
        List<int[]> words = pieces(word);
        if (words.size() != 1) {
            return false;
        }
        int[] pieces = words.getFirst();
        return isOther(pieces)
                ? word.codePointCount(0, word.length()) > 1
                : pieces.length == 1 && word.chars().allMatch(c -> c < 0x80);
    }

    /** Whether a word has meaning by itself. Returns true for a word that the table does not know. */
    public boolean means(String word) {
        return pieces(word).stream().allMatch(pieces -> means(pieces, pieces.length));
    }

    private boolean means(int[] pieces, int count) {
        return count == 1
                ? !empty.get(pieces[0])
                : count > 2 || otherEmpty.isEmpty() || !otherEmpty.contains(key(Arrays.copyOf(pieces, count)));
    }

    private boolean isOther(int[] pieces) {
        return table.isOther(pieces, pieces.length);
    }

    /** The pieces of each word of a text. */
    private List<int[]> pieces(String text) {
        List<int[]> words = new ArrayList<>();
        table.words(text, (pieces, count) -> words.add(Arrays.copyOf(pieces, count)));
        return words;
    }

    /** Whether a text may have more words than were encoded. */
    public static boolean mayLack(BytesRef codes) {
        return count(codes) >= MOST_WORDS;
    }

    /** Encodes the different meaningful words of a text. O(length). */
    public BytesRef encode(String text) {
        BytesRefBuilder out = new BytesRefBuilder();
        Set<Long> seen = new HashSet<>();
        words(text, pieces -> {
            if (seen.size() < MOST_WORDS && seen.add(key(pieces))) {
                for (int i = 0; i < pieces.length; i++) {
                    int code = i == 0 ? pieces[i] | FIRST : pieces[i];
                    out.append((byte) (code >>> Byte.SIZE));
                    out.append((byte) code);
                }
            }
        });
        return out.toBytesRef();
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

    /** Cosines of words. The vector of each word is looked up once. For one thread. */
    public final class Similarities {
        private final Map<String, Optional<Vector>> vectors = new HashMap<>();

        /** Returns the cosine of two words, in [-1, 1]; 0 if the table has no vector for one of them. */
        public double of(String one, String other) {
            Vector a = vector(one);
            Vector b = a == null ? null : vector(other);
            return a == null || b == null ? 0 : ByteVectors.cosine(a.bytes, a.norm, b.bytes, b.norm);
        }

        private @Nullable Vector vector(String word) {
            return vectors.computeIfAbsent(word, WordCodes.this::vector).orElse(null);
        }
    }

    private static final class Vector {
        private final byte[] bytes;
        private final double norm;

        Vector(byte[] bytes) {
            this.bytes = bytes;
            this.norm = ByteVectors.norm(bytes);
        }
    }

    private Optional<Vector> vector(String word) {
        byte[][] vector = new byte[1][];
        table.words(word, (pieces, count) -> vector[0] = table.word(Arrays.copyOf(pieces, count)));
        return vector[0] == null ? Optional.empty() : Optional.of(new Vector(vector[0]));
    }

    public Similarities similarities() {
        return new Similarities();
    }

    public StaticTable table() {
        return table;
    }

    public WordVectors vectors() {
        return vectors;
    }
}
