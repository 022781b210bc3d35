/** Finds the times that an English text names, and resolves them to intervals. */
@NullMarked
package dev.memcore.retrieval.query.date;

import org.jspecify.annotations.NullMarked;
