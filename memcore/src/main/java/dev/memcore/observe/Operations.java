package dev.memcore.observe;

import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationListener;
import dev.memcore.api.config.OperationListener.RunningOperation;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports operations to the listener of the host and to Java Flight Recorder. Thread-safe.
 *
 * @param listener the listener of the host; its exceptions are logged
 */
public record Operations(OperationListener listener) {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    /** Runs an operation and reports its start and its end. */
    public <T> T run(OperationKind kind, Supplier<T> operation, Function<T, OperationSummary> summary) {
        FlightEvents.OperationEvent event = FlightRecorder.isInitialized() ? FlightEvents.begun(kind) : null;
        RunningOperation running = started(kind);
        try {
            T result = operation.get();
            succeeded(running, event, summary.apply(result));
            return result;
        } catch (MemoryException e) {
            failed(running, event, e);
            throw e;
        } catch (RuntimeException | Error e) {
            failed(running, event, MemoryException.of(ErrorCode.COMPONENT_FAILED, "a component failed: " + e, e));
            throw e;
        }
    }

    private static void failed(
            RunningOperation running, FlightEvents.@Nullable OperationEvent event, MemoryException failure) {
        if (event != null) {
            FlightEvents.failed(event, failure.code());
        }
        tell(running, to -> to.failed(failure));
    }

    private static void succeeded(
            RunningOperation running, FlightEvents.@Nullable OperationEvent event, OperationSummary summary) {
        if (event != null) {
            FlightEvents.succeeded(event, summary);
        }
        tell(running, to -> to.succeeded(summary));
    }

    private RunningOperation started(OperationKind kind) {
        try {
            RunningOperation running = listener.started(kind);
            return running == null ? RunningOperation.IGNORED : running;
        } catch (RuntimeException | Error e) {
            LOG.warn("The operation listener failed; the operation continues", e);
            return RunningOperation.IGNORED;
        }
    }

    private static void tell(RunningOperation running, Consumer<RunningOperation> what) {
        try {
            what.accept(running);
        } catch (RuntimeException | Error e) {
            LOG.warn("The operation listener failed; the operation is complete", e);
        }
    }
}
