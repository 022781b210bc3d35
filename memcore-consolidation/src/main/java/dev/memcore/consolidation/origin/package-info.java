/** Where a memory comes from: who has changed it last, and what it has of the memories that it was made from, and which gists there are. */
@NullMarked
package dev.memcore.consolidation.origin;

import org.jspecify.annotations.NullMarked;
