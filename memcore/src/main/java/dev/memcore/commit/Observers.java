package dev.memcore.commit;

import dev.memcore.observe.Operations;
import dev.memcore.observe.StoreHealth;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What accompanies the calls of a store.
 *
 * @param health what hinders the store
 * @param rebuilding whether the index is built from the log
 * @param operations reports calls
 * @param async runs asynchronous calls
 */
public record Observers(StoreHealth health, AtomicBoolean rebuilding, Operations operations, AsyncCalls async) {}
