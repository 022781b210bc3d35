/** What a text says by its form alone: times, names, quantities, and what kind of answer a question asks for. English. */
@NullMarked
package dev.memcore.retrieval.query;

import org.jspecify.annotations.NullMarked;
