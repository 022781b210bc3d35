/** What the last message of a conversation asks for: whether memory is needed, and which queries find it. */
@NullMarked
package dev.memcore.retrieval.conversation;

import org.jspecify.annotations.NullMarked;
