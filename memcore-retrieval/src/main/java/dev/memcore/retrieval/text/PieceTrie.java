package dev.memcore.retrieval.text;

import java.util.Arrays;
import java.util.List;

/**
 * A trie that finds the longest piece of a vocabulary at a position in a word. Takes time linear in the piece's length,
 * and allocates no objects.
 *
 * <p>Pieces that continue a word start with {@code ##}, as in BERT's vocabularies. They have a root of their own.
 * Immutable and therefore thread-safe.
 */
final class PieceTrie {
    /** What {@link #longestMatch} returns when no piece matches. */
    static final long NONE = -1;

    private static final String CONTINUATION = "##";

    /** The node before the first character of a piece. */
    static final int WORD_START = 0;

    /** What {@link #step} returns if no piece continues with the character. */
    static final int NO_NODE = 0;

    /** The number of slots per piece that a vocabulary of words and parts of words needs, so that few tries grow. */
    private static final int SLOTS_PER_PIECE = 6;

    private static final int LEAST_SLOTS = 1 << 12;

    private static final int WORD_INSIDE = 1;
    private static final int ROOTS = 2;

    // The edges of the trie, as one open-addressing hash table from (node, char) to node. No edge leads to a root, so
    // the target 0 marks an empty slot.
    private long[] keys;
    private int[] targets;
    private int[] pieceOfNode;
    private int nodes = ROOTS;

    /**
     * Creates a trie of the given pieces. The id of a piece is its index in the list. Of equal pieces, the first one
     * counts.
     */
    PieceTrie(List<String> pieces) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(SLOTS_PER_PIECE * pieces.size()) * 2);
        keys = new long[slots];
        targets = new int[slots];
        pieceOfNode = new int[slots / 2];
        Arrays.fill(pieceOfNode, -1);
        for (int id = 0; id < pieces.size(); id++) {
            add(pieces.get(id), id);
        }
    }

    /**
     * Finds the longest piece that is a prefix of {@code word[from, to)}. Returns its id in the upper half and its
     * length in chars in the lower half, or {@link #NONE} if there is none. If {@code from > 0}, only pieces that
     * continue a word match.
     */
    long longestMatch(char[] word, int from, int to) {
        int node = from == 0 ? WORD_START : WORD_INSIDE;
        long best = NONE;
        for (int i = from; i < to; i++) {
            node = targets[slot(node, word[i])];
            if (node == 0) {
                return best;
            }
            if (pieceOfNode[node] >= 0) {
                best = (long) pieceOfNode[node] << 32 | (i + 1 - from);
            }
        }
        return best;
    }

    /** The node after a character, or {@link #NO_NODE}. */
    int step(int node, char c) {
        return targets[slot(node, c)];
    }

    /** The id of the piece that ends at a node, or a negative number if none does. */
    int piece(int node) {
        return pieceOfNode[node];
    }

    private void add(String piece, int id) {
        boolean inside = piece.startsWith(CONTINUATION) && piece.length() > CONTINUATION.length();
        int node = inside ? WORD_INSIDE : WORD_START;
        for (int i = inside ? CONTINUATION.length() : 0; i < piece.length(); i++) {
            node = child(node, piece.charAt(i));
        }
        if (node >= ROOTS && pieceOfNode[node] < 0) {
            pieceOfNode[node] = id;
        }
    }

    private int child(int node, char c) {
        int slot = slot(node, c);
        if (targets[slot] != 0) {
            return targets[slot];
        }
        if (nodes * 2 > keys.length) {
            grow();
            slot = slot(node, c);
        }
        if (nodes == pieceOfNode.length) {
            pieceOfNode = Arrays.copyOf(pieceOfNode, nodes * 2);
            Arrays.fill(pieceOfNode, nodes, nodes * 2, -1);
        }
        keys[slot] = key(node, c);
        targets[slot] = nodes;
        return nodes++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new long[oldKeys.length * 2];
        targets = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldTargets[i] != 0) {
                int slot = slot((int) (oldKeys[i] >>> 16), (char) oldKeys[i]);
                keys[slot] = oldKeys[i];
                targets[slot] = oldTargets[i];
            }
        }
    }

    /** The slot of the edge, or the empty slot where it would go. */
    private int slot(int node, char c) {
        long key = key(node, c);
        int mask = keys.length - 1;
        // Fibonacci hashing (Knuth, TAOCP 3, 6.4): multiply by 2^64 / golden ratio, keep the upper bits.
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (targets[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long key(int node, char c) {
        return (long) node << 16 | c;
    }
}
