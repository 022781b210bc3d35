/** The terms, words and word vectors of a text, and how texts are compared by them. */
@NullMarked
package dev.memcore.retrieval.text;

import org.jspecify.annotations.NullMarked;
