/** The demonstration: remember real dialogue, ask, kill, ask again. */
@NullMarked
package dev.memcore.bench.demo;

import org.jspecify.annotations.NullMarked;
