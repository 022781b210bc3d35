package dev.memcore.space;

import dev.memcore.commit.AsyncCalls;
import dev.memcore.observe.Operations;
import dev.memcore.observe.StoreHealth;

/**
 * What accompanies the calls of a store.
 *
 * @param health what hinders the store
 * @param operations reports calls
 * @param async runs asynchronous calls
 */
public record Observers(StoreHealth health, Operations operations, AsyncCalls async) {}
