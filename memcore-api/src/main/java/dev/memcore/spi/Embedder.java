package dev.memcore.spi;

import java.util.List;

/**
 * Computes vectors of texts. The cosine of two vectors measures how related the texts are.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Determinism.</b> The same text and purpose give the same vector for the same {@link #modelId()}.
 *   <li><b>Failure.</b> May throw any unchecked exception. The text is then searched by its words only, and is embedded
 *       when the index is next built.
 * </ul>
 */
public interface Embedder {
    /** The use of an embedded text. Some models need it. */
    enum Purpose {
        /** A text that is searched. */
        DOCUMENT,
        /** A text of a query. */
        QUERY
    }

    /** Returns the name of the model and its version. Vectors of different models are never compared. */
    String modelId();

    /** Returns the length of every vector, 1 to 1,024. */
    int dimensions();

    /**
     * Returns one vector per text, in the same order. Vectors need not have unit length. A vector of zeros matches
     * nothing. All values must be finite.
     *
     * @param texts the texts; memcore never passes a blank text
     */
    List<float[]> embed(List<String> texts, Purpose purpose);

    /**
     * Returns whether embedding takes microseconds. If true, a recall may embed memories that are not indexed yet. If
     * false, such memories are found by their words until the indexer has embedded them.
     */
    boolean quick();
}
