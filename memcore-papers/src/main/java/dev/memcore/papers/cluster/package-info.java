/** Which items represent the clusters that were made of them. */
@NullMarked
package dev.memcore.papers.cluster;

import org.jspecify.annotations.NullMarked;
