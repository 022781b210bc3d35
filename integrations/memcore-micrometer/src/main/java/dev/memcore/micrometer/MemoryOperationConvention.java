package dev.memcore.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.Locale;

/**
 * The names of observations, after the OpenTelemetry conventions for memory of generative AI (status: development). The
 * observation is named {@value #NAME}, its span after {@code gen_ai.operation.name}.
 *
 * <table>
 *   <caption>Key values; all except the last have a small, fixed set of values</caption>
 *   <tr><th>key</th><th>value</th></tr>
 *   <tr><td>{@code gen_ai.operation.name}</td><td>{@code search_memory}, {@code create_memory}, {@code update_memory},
 *       {@code delete_memory}; {@code maintain_memory}, which is not part of the conventions</td></tr>
 *   <tr><td>{@code gen_ai.provider.name}</td><td>{@code memcore}</td></tr>
 *   <tr><td>{@code gen_ai.memory.store.id}</td><td>the name of the store</td></tr>
 *   <tr><td>{@code memcore.operation}</td><td>the kind in lower case, such as {@code recall}</td></tr>
 *   <tr><td>{@code memcore.degraded}</td><td>whether a recall was degraded: {@code true} or {@code false}</td></tr>
 *   <tr><td>{@code error.type}</td><td>the error code, or {@code none}</td></tr>
 *   <tr><td>{@code gen_ai.memory.record.count}</td><td>the number of memories; in spans only</td></tr>
 * </table>
 */
public final class MemoryOperationConvention implements ObservationConvention<MemoryOperationContext> {
    /** The name of the observation, and of its timer. */
    public static final String NAME = "memcore.operation";

    static final String STORE = "gen_ai.memory.store.id";
    static final MemoryOperationConvention INSTANCE = new MemoryOperationConvention();

    private static final KeyValue PROVIDER = KeyValue.of("gen_ai.provider.name", "memcore");

    /** Creates the convention. */
    public MemoryOperationConvention() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(MemoryOperationContext context) {
        return operation(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof MemoryOperationContext;
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(MemoryOperationContext context) {
        boolean degraded =
                context.summary().map(summary -> !summary.degraded().isEmpty()).orElse(false);
        return KeyValues.of(
                KeyValue.of("gen_ai.operation.name", operation(context)),
                PROVIDER,
                KeyValue.of(STORE, context.store()),
                KeyValue.of("memcore.operation", context.kind().name().toLowerCase(Locale.ROOT)),
                KeyValue.of("memcore.degraded", Boolean.toString(degraded)),
                KeyValue.of("error.type", context.failure().map(Enum::name).orElse(KeyValue.NONE_VALUE)));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(MemoryOperationContext context) {
        return context.summary()
                .map(summary -> KeyValues.of("gen_ai.memory.record.count", Long.toString(summary.memories())))
                .orElse(KeyValues.empty());
    }

    private static String operation(MemoryOperationContext context) {
        return switch (context.kind()) {
            case RECALL, CONTEXT -> "search_memory";
            case REMEMBER -> "create_memory";
            case UPDATE -> "update_memory";
            case FORGET, ERASE -> "delete_memory";
            case MAINTAIN -> "maintain_memory";
        };
    }
}
