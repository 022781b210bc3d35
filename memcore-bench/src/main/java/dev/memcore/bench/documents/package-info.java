/** Measures how passages of long texts are found: {@code eval documents}. */
@NullMarked
package dev.memcore.bench.documents;

import org.jspecify.annotations.NullMarked;
