/** Embedders: one that is bundled, and one that remembers what another has embedded. */
@NullMarked
package dev.memcore.retrieval.embed;

import org.jspecify.annotations.NullMarked;
