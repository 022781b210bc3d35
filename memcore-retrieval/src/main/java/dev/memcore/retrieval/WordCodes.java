package dev.memcore.retrieval;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The words of a text that carry meaning, as the numbers of their pieces in a {@link StaticTable}: two bytes a piece, so that
 * the words of hundreds of candidates can be read back in a fraction of a millisecond. Each word once. Immutable.
 */
final class WordCodes {
    /** What a piece's number must stay below; the first bit says that a word begins. */
    private static final int MOST_PIECES = 1 << 15;

    private static final int FIRST = 1 << 15;

    /** Beyond so many different words the rest of a text is not looked at. */
    private static final int MOST_WORDS = 512;

    /** Words that say nothing alone; of a question, too. */
    private static final String EMPTY_WORDS =
            "a an and are as at be but by for if in into is it no not of on or such that the their then there these"
                + " they this to was will with i you my me your we us our he him his she her its them what which who"
                + " whom whose where when how why do does did has have had been were am being from about so just can"
                + " could would should may might must shall than too also s t m re ve ll d n";

    private final StaticTable table;
    private final Set<Integer> empty = new HashSet<>();

    WordCodes(StaticTable table) {
        this.table = table;
        table.words(EMPTY_WORDS, (pieces, count) -> empty.add(pieces[0]));
        for (char c = '!'; c < 0x7F; c++) {
            if (!Character.isLetterOrDigit(c)) {
                table.words(Character.toString(c), (pieces, count) -> empty.add(pieces[0]));
            }
        }
    }

    /** What an index made with these codes depends on. */
    String id() {
        return table.modelId();
    }

    /** Takes words. */
    interface Sink {
        void word(int[] pieces);
    }

    /** The words of a text that carry meaning, in its order, repeated ones too. */
    void words(String text, Sink sink) {
        table.words(text, (pieces, count) -> {
            boolean meaning = count > 1 || !empty.contains(pieces[0]);
            boolean codable = Arrays.stream(pieces, 0, count).allMatch(piece -> piece < MOST_PIECES);
            if (meaning && codable) {
                sink.word(Arrays.copyOf(pieces, count));
            }
        });
    }

    /** The different words of a text, coded. O(length). */
    byte[] encode(String text) {
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
        return out.toByteArray();
    }

    /** Hands over the words that were coded. */
    static void decode(byte[] codes, Sink sink) {
        int[] pieces = new int[0];
        for (int at = 0; at < codes.length; at += 2) {
            int code = (codes[at] & 0xFF) << Byte.SIZE | codes[at + 1] & 0xFF;
            if ((code & FIRST) != 0 && pieces.length > 0) {
                sink.word(pieces);
                pieces = new int[0];
            }
            pieces = Arrays.copyOf(pieces, pieces.length + 1);
            pieces[pieces.length - 1] = code & ~FIRST;
        }
        if (pieces.length > 0) {
            sink.word(pieces);
        }
    }

    /** How many words were coded. */
    static int count(byte[] codes) {
        int words = 0;
        for (int at = 0; at < codes.length; at += 2) {
            words += codes[at] < 0 ? 1 : 0;
        }
        return words;
    }

    StaticTable table() {
        return table;
    }
}
