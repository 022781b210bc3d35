/** What a question says by its form alone: names, numbers, parts, and what kind of answer it asks for. English. */
@NullMarked
package dev.memcore.retrieval.query;

import org.jspecify.annotations.NullMarked;
