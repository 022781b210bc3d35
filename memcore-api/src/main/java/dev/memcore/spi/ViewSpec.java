package dev.memcore.spi;

import dev.memcore.api.check.Arguments;

/**
 * How one view is searched.
 *
 * @param name the view's name; signals are named after it, as {@code bm25.context}
 * @param lexical whether its words are indexed and scored by BM25
 * @param dense whether and how its vector is used
 */
public record ViewSpec(String name, boolean lexical, Dense dense) {
    /** Checks that nothing is missing. */
    public ViewSpec {
        Arguments.present(name, "name");
        Arguments.present(dense, "dense");
    }

    /** The use of a view's vector. */
    public enum Dense {
        /** No vector. */
        NONE,
        /** Compared for candidates that other sources found. */
        COMPARED,
        /** Compared, and searched for candidates: the nearest neighbours of the query. */
        SEARCHED
    }
}
