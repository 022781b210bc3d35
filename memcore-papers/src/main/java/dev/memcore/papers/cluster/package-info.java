/** Selection of items that represent clusters. */
@NullMarked
package dev.memcore.papers.cluster;

import org.jspecify.annotations.NullMarked;
