package dev.memcore.observe;

import dev.memcore.api.config.OperationKind;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An operation of a store as an event of Java Flight Recorder. It contains no text, no id and no scope. */
@Category("memcore")
@StackTrace(false)
abstract class OperationEvent extends Event {
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

    static OperationEvent of(OperationKind kind) {
        return switch (kind) {
            case RECALL -> new RecallEvent();
            case CONTEXT -> new ContextEvent();
            case REMEMBER -> new RememberEvent();
            case UPDATE -> new UpdateEvent();
            case FORGET -> new ForgetEvent();
            case ERASE -> new EraseEvent();
            case MAINTAIN -> new MaintainEvent();
        };
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
