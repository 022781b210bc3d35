package dev.memcore.observe;

import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.error.ErrorCode;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The operations of a store as events of Java Flight Recorder. They contain no text, no id and no scope. */
final class FlightEvents {
    // The methods are not in the event classes: Flight Recorder rewrites these while they are loaded, and a method that
    // names another event class would load that one in the middle of it.

    private FlightEvents() {}

    /** Returns an event that has begun. */
    static OperationEvent begun(OperationKind kind) {
        OperationEvent event = switch (kind) {
            case RECALL -> new RecallEvent();
            case CONTEXT -> new ContextEvent();
            case REMEMBER -> new RememberEvent();
            case UPDATE -> new UpdateEvent();
            case FORGET -> new ForgetEvent();
            case ERASE -> new EraseEvent();
            case MAINTAIN -> new MaintainEvent();
        };
        event.begin();
        return event;
    }

    static void succeeded(OperationEvent event, OperationSummary summary) {
        if (event.shouldCommit()) {
            event.memories = summary.memories();
            event.degraded =
                    summary.degraded().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
            event.commit();
        }
    }

    static void failed(OperationEvent event, ErrorCode code) {
        event.failure = code.name();
        event.commit();
    }

    /** What all operations record. */
    @Category("memcore")
    @StackTrace(false)
    abstract static class OperationEvent extends Event {
        @Label("Memories")
        @Description("The number of memories that were returned or changed")
        long memories;

        @Label("Degraded")
        @Description("What made the result less complete, separated by commas")
        @Nullable
        String degraded;

        @Label("Failure")
        @Description("The error code if the operation failed")
        @Nullable
        String failure;
    }

    @Name("memcore.Recall")
    @Label("Recall")
    static final class RecallEvent extends OperationEvent {}

    @Name("memcore.Context")
    @Label("Context")
    static final class ContextEvent extends OperationEvent {}

    @Name("memcore.Remember")
    @Label("Remember")
    static final class RememberEvent extends OperationEvent {}

    @Name("memcore.Update")
    @Label("Update")
    static final class UpdateEvent extends OperationEvent {}

    @Name("memcore.Forget")
    @Label("Forget")
    static final class ForgetEvent extends OperationEvent {}

    @Name("memcore.Erase")
    @Label("Erase")
    static final class EraseEvent extends OperationEvent {}

    @Name("memcore.Maintain")
    @Label("Maintain")
    static final class MaintainEvent extends OperationEvent {}
}
