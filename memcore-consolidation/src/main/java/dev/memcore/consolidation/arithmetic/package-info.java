/**
 * Arithmetic for the other packages: vectors, proportional shares, hashes, seeded random numbers, and binary search.
 */
@NullMarked
package dev.memcore.consolidation.arithmetic;

import org.jspecify.annotations.NullMarked;
