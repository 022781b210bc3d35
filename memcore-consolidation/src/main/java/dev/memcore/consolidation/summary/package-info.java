/** Extractive summaries and gists. */
@NullMarked
package dev.memcore.consolidation.summary;

import org.jspecify.annotations.NullMarked;
