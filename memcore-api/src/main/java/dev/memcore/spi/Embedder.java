package dev.memcore.spi;

import java.util.List;

/**
 * Turns texts into vectors whose cosine measures how related the texts are.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Determinism.</b> The same text and purpose give the same vector for the same {@link #modelId()}.
 *   <li><b>Failure.</b> May throw any unchecked exception; the text is then searched by its words alone and embedded when
 *       the index is next built.
 * </ul>
 */
public interface Embedder {
    /** What a text is embedded for; some models want to know. */
    enum Purpose {
        /** To be found. */
        DOCUMENT,
        /** To find with. */
        QUERY
    }

    /** Names the model and its version; vectors of different models are never compared. */
    String modelId();

    /** The length of every vector, 1 to 1,024. */
    int dimensions();

    /**
     * One vector per text, in the same order. Vectors need not have unit length; a vector of zeros says "nothing to embed"
     * and matches nothing. All values are finite.
     *
     * @param texts memcore itself never gives a blank one
     */
    List<float[]> embed(List<String> texts, Purpose purpose);

    /**
     * Whether embedding costs microseconds, so that a recall may do it for memories that are not indexed yet. Where false,
     * those are found by their words until the indexer has embedded them.
     */
    boolean quick();
}
