/** The window of a chat: the list of its latest messages, in the types of a framework. */
@NullMarked
package dev.memcore.adapter.chat;

import org.jspecify.annotations.NullMarked;
