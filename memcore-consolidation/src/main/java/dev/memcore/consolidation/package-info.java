/** Write stages and lifecycle policies: pure functions that propose operations, one to a class. */
@NullMarked
package dev.memcore.consolidation;

import org.jspecify.annotations.NullMarked;
