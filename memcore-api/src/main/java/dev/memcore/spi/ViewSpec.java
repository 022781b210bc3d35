package dev.memcore.spi;

import dev.memcore.api.check.Arguments;

/**
 * The specification of one view: how it is searched.
 *
 * @param name the name of the view; names of signals contain it, for example {@code bm25.context}
 * @param terms which terms of the view are indexed and scored by BM25
 * @param dense whether and how the vector of the view is used
 */
public record ViewSpec(String name, Terms terms, Dense dense) {
    /** Checks that nothing is missing. */
    public ViewSpec {
        Arguments.present(name, "name");
        Arguments.present(terms, "terms");
        Arguments.present(dense, "dense");
    }

    /** Returns whether terms of the view are indexed. */
    public boolean lexical() {
        return terms != Terms.NONE;
    }

    /** The terms of a view. */
    public enum Terms {
        /** The view has no terms. */
        NONE,
        /** Words, in their base form where the language has a stemmer. */
        WORDS,
        /**
         * Character n-grams: they match inflected words, parts of compounds and misspelt words of any language, and
         * take several times the space of words.
         */
        NGRAMS
    }

    /** The use of a view's vector. */
    public enum Dense {
        /** The view has no vector. */
        NONE,
        /** The vector is compared with the query's vector for candidates that other sources found. */
        COMPARED,
        /** Like {@link #COMPARED}; in addition, the nearest neighbours of the query's vector become candidates. */
        SEARCHED
    }
}
