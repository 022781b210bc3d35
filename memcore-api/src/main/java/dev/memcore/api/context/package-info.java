/** The context of a question: the text that a model should see, within a token budget, and where each line is from. */
@NullMarked
package dev.memcore.api.context;

import org.jspecify.annotations.NullMarked;
