package dev.memcore.spi.lifecycle;

import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import java.util.List;
import java.util.Optional;

/**
 * A named configuration of a store: the policies of its maintenance, and optionally its ranking. It is passed to {@code
 * MemcoreBuilder.preset}. The artifact {@code memcore-papers} has presets of published systems; a host can write its
 * own.
 *
 * <ul>
 *   <li><b>Threads.</b> All methods may be called from any thread.
 *   <li><b>Determinism.</b> Equal arguments give equivalent results: policies with the same names that propose the same
 *       operations. So a store can be opened again with the same preset.
 *   <li><b>Failure.</b> {@link #policies} throws {@link dev.memcore.api.error.MemoryException} with {@link
 *       dev.memcore.api.error.ErrorCode#INVALID_ARGUMENT} if the capacity is not positive.
 * </ul>
 */
public interface Preset {
    /** Returns the name for configurations and messages, for example {@code memoryOs}; not blank. */
    String label();

    /**
     * Returns the capacity that is used if the host does not set one, in memories; positive. 1 if the preset has no
     * capacity.
     */
    int defaultCapacity();

    /**
     * Returns the policies, in the order in which maintenance runs them.
     *
     * @param capacity the capacity in memories, positive; the preset defines what it limits
     * @param embedder the embedder for policies that compare texts
     */
    List<LifecyclePolicy> policies(int capacity, Embedder embedder);

    /** Returns the fuser that ranks the memories, or empty for the default ranking. */
    default Optional<Fuser> fuser() {
        return Optional.empty();
    }
}
