/**
 * The soak test: a process that hosts a store serves many users at once and is killed again and again; a reference model of every
 * user's memory says what must and must not be found.
 */
@NullMarked
package dev.memcore.bench.soak;

import org.jspecify.annotations.NullMarked;
