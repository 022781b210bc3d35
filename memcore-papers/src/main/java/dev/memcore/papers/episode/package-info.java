/** Gists of episodes across sessions, as in EpiCache. */
@NullMarked
package dev.memcore.papers.episode;

import org.jspecify.annotations.NullMarked;
