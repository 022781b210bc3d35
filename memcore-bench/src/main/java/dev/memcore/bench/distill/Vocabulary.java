package dev.memcore.bench.distill;

import java.util.List;

/** The pieces of a table in the order of their ids, with their weights, and how they make up texts. */
interface Vocabulary {
    /** The id that opens a sequence, and the one that closes it. Those of all BERT models. */
    long OPEN = 101;

    long CLOSE = 102;

    List<String> pieces();

    /** Whether the piece can occur in a text. */
    boolean occursInText(int id);

    /** Returns the weight of each piece in the mean of a text, in (0, 1]. */
    float[] weights();

    /** Returns the teacher's input for each piece alone. */
    List<long[]> singles();

    /**
     * Returns the ids of the pieces of each text, between an opening and a closing id.
     *
     * @param tokens the teacher's input for each text
     */
    List<long[]> sequences(List<String> texts, List<long[]> tokens);
}
