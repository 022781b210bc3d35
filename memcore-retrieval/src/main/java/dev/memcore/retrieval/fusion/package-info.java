/**
 * Fusers, which combine signals into one ranking, and the names of the signals. The default ranking gives no weight to
 * {@code unit}, {@code gist}, {@code clause}, {@code link}, {@code graph} and {@code feedback.dense}. Their sources are
 * in this module, because they read the index; rankings of memcore-papers name them by the constants of {@link
 * dev.memcore.retrieval.fusion.Signals}. Signals that the fuser does not use are not computed.
 */
@NullMarked
package dev.memcore.retrieval.fusion;

import org.jspecify.annotations.NullMarked;
