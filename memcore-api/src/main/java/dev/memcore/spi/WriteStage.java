package dev.memcore.spi;

import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.util.List;

/**
 * Proposes the operations for an observation that is written. The manager applies them.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Purity.</b> Changes no state, starts no thread, and uses no clock except the given time.
 *   <li><b>Operations.</b> Only operations that {@link dev.memcore.api.MemorySpace#apply} accepts from hosts, within
 *       the same limits. Other operations fail the write with {@link dev.memcore.api.error.ErrorCode#COMPONENT_FAILED}.
 *   <li><b>Observation.</b> The first operation adds the observation itself. Further operations may add memories that
 *       are derived from it.
 * </ul>
 */
@FunctionalInterface
public interface WriteStage {
    /**
     * Returns the operations for an observation. The list is not empty, and the first operation is the {@link
     * MemoryOp.Add} of the observation.
     *
     * @param scope the scope of the write
     * @param observation the observation
     * @param ids creates the ids of new memories
     * @param now the present time
     */
    List<MemoryOp> propose(Scope scope, Observation observation, IdSource ids, Instant now);
}
