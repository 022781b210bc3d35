/** Assembles the context of a question from blocks, facts, recalled memories and the window of a session. */
@NullMarked
package dev.memcore.context;

import org.jspecify.annotations.NullMarked;
