/** Arithmetic for the other packages: vectors, shares, hashes, seeded random numbers, and argument checks. */
@NullMarked
package dev.memcore.consolidation.arithmetic;

import org.jspecify.annotations.NullMarked;
