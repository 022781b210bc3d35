/**
 * Where a host starts: {@link dev.memcore.Memcore} opens a store, {@link dev.memcore.MemcoreBuilder} configures it. All else
 * is said with the types of {@code dev.memcore.api}.
 */
@NullMarked
package dev.memcore;

import org.jspecify.annotations.NullMarked;
