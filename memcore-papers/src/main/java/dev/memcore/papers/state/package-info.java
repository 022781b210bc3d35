/** The present state in a prompt: a state that each turn replaces, notes in the stream, reminders of pinned facts. */
@NullMarked
package dev.memcore.papers.state;

import org.jspecify.annotations.NullMarked;
