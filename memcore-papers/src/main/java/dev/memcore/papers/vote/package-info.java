/** Labels by a vote of the nearest labelled memories, and a cache of answers. */
@NullMarked
package dev.memcore.papers.vote;

import org.jspecify.annotations.NullMarked;
