/**
 * Entry point of the library. {@link dev.memcore.Memcore} opens a store and {@link dev.memcore.MemcoreBuilder}
 * configures it. The types of all operations are in {@code dev.memcore.api}.
 */
@NullMarked
package dev.memcore;

import org.jspecify.annotations.NullMarked;
