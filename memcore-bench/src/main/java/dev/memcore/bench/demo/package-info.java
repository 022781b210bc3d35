/** The demonstration: remembers real dialogue, answers questions, is killed, and answers them again. */
@NullMarked
package dev.memcore.bench.demo;

import org.jspecify.annotations.NullMarked;
