package dev.memcore.observe;

import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationListener;
import dev.memcore.api.config.OperationListener.RunningOperation;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.error.MemoryException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
        OperationEvent event = OperationEvent.of(kind);
        event.begin();
        RunningOperation running = started(kind);
        try {
            T result = operation.get();
            succeeded(running, event, summary.apply(result));
            return result;
        } catch (MemoryException e) {
            event.failure = e.code().name();
            event.commit();
            tell(running, to -> to.failed(e));
            throw e;
        }
    }

    private static void succeeded(RunningOperation running, OperationEvent event, OperationSummary summary) {
        if (event.shouldCommit()) {
            event.memories = summary.memories();
            event.degraded =
                    summary.degraded().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
            event.commit();
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
