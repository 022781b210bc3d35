/** Memories read without being ranked: by their place in a list, by what maintenance asks for, by their history. */
@NullMarked
package dev.memcore.retrieval.reading;

import org.jspecify.annotations.NullMarked;
