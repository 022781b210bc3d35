/** The memory index, built on Apache Lucene, and its configuration. */
@NullMarked
package dev.memcore.retrieval;

import org.jspecify.annotations.NullMarked;
