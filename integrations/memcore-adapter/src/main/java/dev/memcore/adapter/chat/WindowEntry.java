package dev.memcore.adapter.chat;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;

/** A message in a window, and the memory that stores it. */
record WindowEntry<M>(Memory memory, M message) {
    MemoryId id() {
        return memory.id();
    }
}
