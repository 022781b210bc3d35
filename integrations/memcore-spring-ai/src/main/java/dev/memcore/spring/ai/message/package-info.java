/** Converts messages of Spring AI into observations and back. */
@NullMarked
package dev.memcore.spring.ai.message;

import org.jspecify.annotations.NullMarked;
