/**
 * Names of signals, and what fusers share. The default ranking gives no weight to {@code unit}, {@code gist}, {@code clause}, {@code link}, {@code graph}
 * and {@code feedback.dense}. Their sources are in this module, because they read the index; rankings of memcore-papers name them by the constants
 * here. A signal costs nothing unless the fuser uses it.
 */
@NullMarked
package dev.memcore.retrieval.signal;

import org.jspecify.annotations.NullMarked;
