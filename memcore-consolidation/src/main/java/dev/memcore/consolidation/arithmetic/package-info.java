/** What the packages beside it reckon with: vectors, shares, hashes, chance from a seed, and the checks of their arguments. */
@NullMarked
package dev.memcore.consolidation.arithmetic;

import org.jspecify.annotations.NullMarked;
