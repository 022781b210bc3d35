/** Memories of fixed size in which a key leads to a value: matrices that can be written, read, overwritten, and made to forget. */
@NullMarked
package dev.memcore.papers.association;

import org.jspecify.annotations.NullMarked;
