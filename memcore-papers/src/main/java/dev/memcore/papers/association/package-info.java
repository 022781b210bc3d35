/** Associative memories of fixed size: matrices that map keys to values. */
@NullMarked
package dev.memcore.papers.association;

import org.jspecify.annotations.NullMarked;
