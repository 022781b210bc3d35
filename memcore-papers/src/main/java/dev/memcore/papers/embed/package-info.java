/** Corrections of vectors, and of rankings by them. */
@NullMarked
package dev.memcore.papers.embed;

import org.jspecify.annotations.NullMarked;
