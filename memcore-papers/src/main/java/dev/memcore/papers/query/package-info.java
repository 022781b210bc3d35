/** Queries as published systems make them. */
@NullMarked
package dev.memcore.papers.query;

import org.jspecify.annotations.NullMarked;
