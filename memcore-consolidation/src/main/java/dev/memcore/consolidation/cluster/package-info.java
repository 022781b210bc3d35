/** What many vectors come to: neighbours merged, clusters in order of time, examples of them, and two kinds of similarity. */
@NullMarked
package dev.memcore.consolidation.cluster;

import org.jspecify.annotations.NullMarked;
