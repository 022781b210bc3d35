/** Keepers of a part of a trace's items: policies, caches, and the optimum. */
@NullMarked
package dev.memcore.bench.simulate.keeper;

import org.jspecify.annotations.NullMarked;
