/**
 * The interfaces for extensions of memcore. Every interface documents its contract under the same headings: threads,
 * atomicity, visibility, ordering, failure. The contract tests of memcore-testkit check most of these statements.
 */
@NullMarked
package dev.memcore.spi;

import org.jspecify.annotations.NullMarked;
