/** The analysis of a question by its form alone: names, numbers, parts, and the kind of answer it asks for. */
@NullMarked
package dev.memcore.retrieval.query;

import org.jspecify.annotations.NullMarked;
