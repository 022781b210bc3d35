/** The contract of indexes, and a linear index that fulfils it by scanning. */
@NullMarked
package dev.memcore.testkit.index;

import org.jspecify.annotations.NullMarked;
