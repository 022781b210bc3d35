/** What an index holds of a memory: its document, and while it waits for that, its projection. */
@NullMarked
package dev.memcore.retrieval.document;

import org.jspecify.annotations.NullMarked;
