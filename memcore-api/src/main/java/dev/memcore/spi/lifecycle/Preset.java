package dev.memcore.spi.lifecycle;

import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import java.util.List;
import java.util.Optional;

/**
 * A named configuration of a store: the policies of its maintenance, and optionally how it ranks. {@code MemcoreBuilder.preset} takes one. The
 * artifact {@code memcore-papers} has presets of published systems; a host can write its own.
 *
 * <p><b>Threads.</b> All methods may be called from any thread. <b>Determinism.</b> Equal arguments give equivalent results: policies of the same names
 * that propose the same operations. So a store can be opened again with the same preset. <b>Failure.</b> {@link #policies} throws
 * {@link dev.memcore.api.error.MemoryException} with {@link dev.memcore.api.error.ErrorCode#INVALID_ARGUMENT} if the capacity is not positive.
 */
public interface Preset {
    /** The name for configurations and messages, for example {@code memoryOs}; not blank. */
    String label();

    /** The capacity that is used if the host names none, in memories; positive. 1 if the preset has no capacity. */
    int defaultCapacity();

    /**
     * The policies, in the order in which maintenance runs them.
     *
     * @param capacity in memories, positive; what it bounds is up to the preset
     * @param embedder for policies that compare texts
     */
    List<LifecyclePolicy> policies(int capacity, Embedder embedder);

    /** How the store ranks; empty for the default ranking. */
    default Optional<Fuser> fuser() {
        return Optional.empty();
    }
}
