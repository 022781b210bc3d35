/** Sampling of old memories for replay. */
@NullMarked
package dev.memcore.papers.replay;

import org.jspecify.annotations.NullMarked;
