/** The MemoryCode dialogues that ship with the bench. */
@NullMarked
package dev.memcore.bench.memorycode;

import org.jspecify.annotations.NullMarked;
