/** Words and phrases of languages other than English, as tables: times, question words, and words for "now". */
@NullMarked
package dev.memcore.retrieval.query.language;

import org.jspecify.annotations.NullMarked;
