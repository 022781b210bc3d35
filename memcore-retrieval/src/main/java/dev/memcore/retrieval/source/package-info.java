/** Kinds of evidence: each finds candidates in the index, and values any candidate exactly. */
@NullMarked
package dev.memcore.retrieval.source;

import org.jspecify.annotations.NullMarked;
