/**
 * The write path before the commit: write stages, policy proposals, and the staged view on which proposals are checked.
 */
@NullMarked
package dev.memcore.write;

import org.jspecify.annotations.NullMarked;
