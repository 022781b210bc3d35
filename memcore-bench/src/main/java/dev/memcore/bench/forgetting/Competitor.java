package dev.memcore.bench.forgetting;

import dev.memcore.spi.LifecyclePolicy;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A way of forgetting that competes.
 *
 * @param name as it is reported
 * @param byUse whether it is nothing but {@code fifo} or chance where nothing was used
 * @param withCapacity the policies that keep so many; their results are averaged
 */
record Competitor(String name, boolean byUse, List<IntFunction<LifecyclePolicy>> withCapacity) {
    static Competitor of(String name, IntFunction<LifecyclePolicy> withCapacity) {
        return new Competitor(name, false, List.of(withCapacity));
    }

    static Competitor byUse(String name, IntFunction<LifecyclePolicy> withCapacity) {
        return new Competitor(name, true, List.of(withCapacity));
    }
}
