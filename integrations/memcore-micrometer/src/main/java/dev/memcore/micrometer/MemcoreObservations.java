package dev.memcore.micrometer;

import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationListener;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Makes an observation of every operation of a store: one timer, and one span if the registry has a tracer. Pass it to
 * {@code MemcoreBuilder.operationListener}. {@link MemoryOperationConvention} names the observations and their key values.
 *
 * {@snippet :
 * MemoryManager manager = Memcore.builder()
 *         .operationListener(MemcoreObservations.of(observationRegistry, "support-agent"))
 *         .build();
 * }
 *
 * <p>Observations contain no texts, queries, ids or scopes. An operation that fails has an error whose message is only
 * the error code, because the message of the exception may quote a text. The current observation of the calling thread
 * is the parent. Thread-safe.
 */
public final class MemcoreObservations implements OperationListener {
    private final ObservationRegistry registry;
    private final String store;

    private MemcoreObservations(ObservationRegistry registry, String store) {
        this.registry = registry;
        this.store = StoreName.checked(store);
    }

    /**
     * Creates observations in a registry.
     *
     * @param store the name of the store, 1 to 100 characters; the value of {@code gen_ai.memory.store.id}
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if an argument is null, or the name is blank or too long
     */
    public static MemcoreObservations of(ObservationRegistry registry, String store) {
        if (registry == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "registry must not be null");
        }
        return new MemcoreObservations(registry, store);
    }

    /** Creates timers in a registry of metrics, for a host without a registry of observations. */
    public static MemcoreObservations timed(MeterRegistry meters, String store) {
        if (meters == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "meters must not be null");
        }
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return of(registry, store);
    }

    @Override
    public RunningOperation started(OperationKind kind) {
        MemoryOperationContext context = new MemoryOperationContext(kind, store);
        Observation observation =
                Observation.createNotStarted(null, MemoryOperationConvention.INSTANCE, () -> context, registry);
        observation.start();
        return new Observed(context, observation, observation.openScope());
    }

    private record Observed(MemoryOperationContext context, Observation observation, Observation.Scope scope)
            implements RunningOperation {
        @Override
        public void succeeded(OperationSummary summary) {
            context.succeed(summary);
            end();
        }

        @Override
        public void failed(MemoryException failure) {
            context.fail(failure.code());
            observation.error(new OperationFailure(failure.code()));
            end();
        }

        private void end() {
            scope.close();
            observation.stop();
        }
    }

    /** The error of an observation. It has neither the message nor the cause of the exception that the caller gets. */
    private static final class OperationFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OperationFailure(ErrorCode code) {
            super(code.name(), null, false, false);
        }
    }
}
