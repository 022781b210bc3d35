package dev.memcore.retrieval.text;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Divides runs of a script that writes no spaces between words into the pieces of a vocabulary. Of all divisions, it
 * finds the one with the most probable pieces (a unigram model, found by dynamic programming as by Viterbi). The
 * vocabulary is sorted by frequency, so the probability of a piece follows from its place by Zipf's law.
 *
 * <p>The scripts are those of the pieces, without Latin letters, which a vocabulary of words with spaces reads. Takes
 * time linear in the length of the run times the length of the longest piece. Immutable and therefore thread-safe.
 */
final class RunSegmenter {
    /** The number of chars that are divided at once. */
    private static final int WINDOW = 256;

    /** The number of chars at the end of a window that are divided again with the next one. */
    private static final int MARGIN = 32;

    /** The id of a character that no piece covers. */
    static final int UNKNOWN = -1;

    /** Zipf's law with Mandelbrot's shift, as for the weights of the pieces in {@code distill}. */
    private static final double SHIFT = 2.7;

    /** The cost of a character that no piece covers. Higher than that of two rare pieces. */
    private static final float UNKNOWN_COST = 30;

    private static final Set<UnicodeScript> NOT_OWN =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN);

    private final PieceTrie trie;
    private final float[] costs;
    private final Set<UnicodeScript> scripts;

    /** Creates a segmenter over pieces that are sorted by falling frequency. The id of a piece is its index. */
    RunSegmenter(List<String> pieces) {
        this.trie = new PieceTrie(pieces);
        this.costs = new float[pieces.size()];
        double harmonic = 0;
        for (int id = 0; id < costs.length; id++) {
            harmonic += 1 / (id + SHIFT);
        }
        Set<UnicodeScript> found = EnumSet.noneOf(UnicodeScript.class);
        for (int id = 0; id < costs.length; id++) {
            costs[id] = (float) Math.log((id + SHIFT) * harmonic);
            pieces.get(id).codePoints().mapToObj(UnicodeScript::of).forEach(found::add);
        }
        found.removeAll(NOT_OWN);
        this.scripts = Collections.unmodifiableSet(found);
    }

    /** The scripts that are read. */
    Set<UnicodeScript> scripts() {
        return scripts;
    }

    /** Whether a character belongs to a run. */
    boolean reads(int codePoint) {
        return codePoint >= 0x80 && scripts.contains(UnicodeScript.of(codePoint));
    }

    /** Receives the parts of a run in their order. */
    interface Sink {
        /**
         * Receives a part.
         *
         * @param piece the id of its piece, or {@link #UNKNOWN} for a character that no piece covers
         * @param from the index of its first char in the run
         * @param to the index after its last char
         */
        void part(int piece, int from, int to);
    }

    /** Divides a run. */
    void divide(CharSequence run, Sink sink) {
        for (int from = 0; from < run.length(); ) {
            from = divide(run, from, Math.min(run.length(), from + WINDOW), sink);
        }
    }

    /** Divides a window of a run, and returns the end of the last part that was passed on. */
    private int divide(CharSequence run, int from, int to, Sink sink) {
        int length = to - from;
        float[] best = new float[length + 1];
        int[] start = new int[length + 1];
        int[] piece = new int[length + 1];
        Arrays.fill(best, 1, length + 1, Float.POSITIVE_INFINITY);
        for (int i = 0; i < length; i++) {
            if (best[i] < Float.POSITIVE_INFINITY) {
                int next = i + Character.charCount(Character.codePointAt(run, from + i));
                arrive(best, start, piece, i, Math.min(next, length), UNKNOWN, UNKNOWN_COST);
                int node = PieceTrie.WORD_START;
                for (int j = i; j < length; j++) {
                    node = trie.step(node, run.charAt(from + j));
                    if (node == PieceTrie.NO_NODE) {
                        break;
                    }
                    int id = trie.piece(node);
                    if (id >= 0) {
                        arrive(best, start, piece, i, j + 1, id, costs[id]);
                    }
                }
            }
        }
        int parts = 0;
        int[] ends = new int[length];
        for (int end = length; end > 0; end = start[end]) {
            ends[parts++] = end;
        }
        // The rest of the run may change the last parts of a window.
        int sure = to == run.length() ? length : length - MARGIN;
        int end = 0;
        while (parts > 0 && end < sure) {
            end = ends[--parts];
            sink.part(piece[end], from + start[end], from + end);
        }
        return from + end;
    }

    private static void arrive(float[] best, int[] start, int[] piece, int from, int to, int id, float cost) {
        if (best[from] + cost < best[to]) {
            best[to] = best[from] + cost;
            start[to] = from;
            piece[to] = id;
        }
    }
}
