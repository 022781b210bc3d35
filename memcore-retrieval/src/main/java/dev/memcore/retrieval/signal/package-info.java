/** The signals of a recall: what they are called, and how their values compare. */
@NullMarked
package dev.memcore.retrieval.signal;

import org.jspecify.annotations.NullMarked;
