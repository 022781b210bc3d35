package dev.memcore.spi;

import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.MemoryOp;
import java.time.Instant;
import java.util.List;

/**
 * Decides what an observation means for memory: the write half of the pipeline. It proposes; the manager applies.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Purity.</b> Changes nothing itself, starts no thread, reads no clock but the given moment.
 *   <li><b>Operations.</b> Those that {@link dev.memcore.api.MemorySpace#apply} accepts of hosts, within the same limits; others
 *       fail the write with {@link dev.memcore.api.error.ErrorCode#COMPONENT_FAILED}.
 *   <li><b>Raw is kept.</b> The first operation adds the observation itself; further ones may add what is derived from it.
 * </ul>
 */
@FunctionalInterface
public interface WriteStage {
    /**
     * What to do about an observation: never empty; the first operation is the {@link MemoryOp.Add} that keeps it.
     *
     * @param scope where it was observed
     * @param observation what was observed
     * @param ids makes the ids of new memories
     * @param now the present
     */
    List<MemoryOp> propose(Scope scope, Observation observation, IdSource ids, Instant now);
}
