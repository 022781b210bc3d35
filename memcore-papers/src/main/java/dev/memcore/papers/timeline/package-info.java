/** Timelines of memories about one topic. */
@NullMarked
package dev.memcore.papers.timeline;

import org.jspecify.annotations.NullMarked;
