/** The current list of messages of a conversation, and its replacement by another list. */
@NullMarked
package dev.memcore.spring.ai.window;

import org.jspecify.annotations.NullMarked;
