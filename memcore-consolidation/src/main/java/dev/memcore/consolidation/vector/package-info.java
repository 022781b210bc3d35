/** What the packages beside it reckon with: vectors, shares, chance from a seed, and the checks of their arguments. */
@NullMarked
package dev.memcore.consolidation.vector;

import org.jspecify.annotations.NullMarked;
