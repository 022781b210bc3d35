/** Converts text segments, their metadata, vectors and filters of LangChain4j to memories and conditions of memcore. */
@NullMarked
package dev.memcore.langchain4j.segment;

import org.jspecify.annotations.NullMarked;
