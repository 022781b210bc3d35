/** The terms of a text, and what words alone make of it: its bag, its BM25, its words as they are written. */
@NullMarked
package dev.memcore.retrieval.text;

import org.jspecify.annotations.NullMarked;
