/**
 * Sources of candidates and signals: each source finds candidates in the index, and computes one signal of any
 * candidate exactly.
 */
@NullMarked
package dev.memcore.retrieval.source;

import org.jspecify.annotations.NullMarked;
