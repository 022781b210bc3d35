package dev.memcore.micrometer;

import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.error.ErrorCode;
import io.micrometer.observation.Observation;
import java.util.Optional;

/** What is known of an operation while it is observed. A convention of the host can read it. */
public final class MemoryOperationContext extends Observation.Context {
    private final OperationKind kind;
    private final String store;
    private volatile Optional<OperationSummary> summary = Optional.empty();
    private volatile Optional<ErrorCode> failure = Optional.empty();

    MemoryOperationContext(OperationKind kind, String store) {
        this.kind = kind;
        this.store = store;
    }

    /** Returns the kind of the operation. */
    public OperationKind kind() {
        return kind;
    }

    /** Returns the name of the store. */
    public String store() {
        return store;
    }

    /** Returns the outcome if the operation has succeeded. */
    public Optional<OperationSummary> summary() {
        return summary;
    }

    /** Returns the error code if the operation has failed. */
    public Optional<ErrorCode> failure() {
        return failure;
    }

    void succeed(OperationSummary outcome) {
        summary = Optional.of(outcome);
    }

    void fail(ErrorCode code) {
        failure = Optional.of(code);
    }
}
