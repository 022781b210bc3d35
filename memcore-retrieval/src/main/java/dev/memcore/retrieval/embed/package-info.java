/** Embedders: a bundled one, and a cache for any other. */
@NullMarked
package dev.memcore.retrieval.embed;

import org.jspecify.annotations.NullMarked;
