/** Which of many old memories to look at again, when there is time for a few. */
@NullMarked
package dev.memcore.papers.replay;

import org.jspecify.annotations.NullMarked;
