/**
 * The write path before the commit: write stages, proposals of policies, and the staged view on which they are
 * checked.
 */
@NullMarked
package dev.memcore.write;

import org.jspecify.annotations.NullMarked;
