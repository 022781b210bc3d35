/**
 * Published memory systems as configurations of memcore: presets for {@link dev.memcore.MemcoreBuilder#preset},
 * rankings, and eviction policies.
 */
@NullMarked
package dev.memcore.papers;

import org.jspecify.annotations.NullMarked;
