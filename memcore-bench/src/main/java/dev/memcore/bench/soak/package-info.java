/**
 * The soak test: a process that hosts a store serves many users at once and is killed repeatedly. A reference model of
 * every user's memory determines what must and must not be found.
 */
@NullMarked
package dev.memcore.bench.soak;

import org.jspecify.annotations.NullMarked;
