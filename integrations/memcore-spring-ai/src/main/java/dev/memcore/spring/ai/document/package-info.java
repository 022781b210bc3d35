/** Converts documents and filter expressions of Spring AI into observations and conditions. */
@NullMarked
package dev.memcore.spring.ai.document;

import org.jspecify.annotations.NullMarked;
