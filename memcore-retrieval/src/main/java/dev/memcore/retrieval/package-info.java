/** The Lucene index, views, embedders, fusion and explanation. */
@NullMarked
package dev.memcore.retrieval;

import org.jspecify.annotations.NullMarked;
