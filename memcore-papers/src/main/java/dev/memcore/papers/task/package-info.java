/** Trees of tasks. */
@NullMarked
package dev.memcore.papers.task;

import org.jspecify.annotations.NullMarked;
