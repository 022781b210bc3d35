package dev.memcore.adapter.model;

import dev.memcore.spi.model.ModelMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The names of the tools that the messages of a request call, for results, which have only the id of their call. */
public final class ToolNames {
    private final Map<String, String> names = new HashMap<>();

    private ToolNames() {}

    /** Returns the names of all calls of messages. If an id repeats, the last call counts. */
    public static ToolNames of(List<ModelMessage> messages) {
        ToolNames tools = new ToolNames();
        messages.forEach(message -> message.calls().forEach(call -> tools.names.put(call.id(), call.name())));
        return tools;
    }

    /** Returns the id of the call that a result answers. */
    public static String callId(ModelMessage result) {
        return Objects.requireNonNull(result.callId(), "a result has the id of its call");
    }

    /** Returns the name of the tool whose result a message is; {@code tool} if no message calls it. */
    public String nameOf(ModelMessage result) {
        return names.getOrDefault(callId(result), "tool");
    }
}
