/**
 * What an extender of memcore implements. Every interface states its contract under the same headings: threads,
 * atomicity, visibility, ordering, failure. The kits of memcore-testkit test these lines.
 */
@NullMarked
package dev.memcore.spi;

import org.jspecify.annotations.NullMarked;
