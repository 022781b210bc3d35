/** Streams of scenes and records that are used together. */
@NullMarked
package dev.memcore.bench.simulate.stream;

import org.jspecify.annotations.NullMarked;
