package dev.memcore.tools.call;

import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.function.Function;

/**
 * A tool: what a model reads about it, and the code that runs it.
 *
 * @param name the name, unique within a dispatcher
 * @param description what the tool does, in words for a model
 * @param parameters the parameters, in the order of the schema
 * @param effect what a call may change
 * @param handler runs one call with checked arguments and returns the text of the result; throws {@link ToolFailure}
 */
public record Tool(
        String name,
        String description,
        List<Parameter> parameters,
        Effect effect,
        Function<ToolInput, String> handler) {
    /** What a call may change. */
    public enum Effect {
        /** A call changes nothing. */
        READS,
        /** A call adds something, and removes or replaces nothing. */
        ADDS,
        /** A call may remove or replace something. */
        REPLACES,
        /** A call may remove or replace something. The same call again changes nothing more. */
        REMOVES
    }

    /** Copies the list. */
    public Tool {
        Arguments.name(name, "name");
        Arguments.present(description, "description");
        parameters = Arguments.list(parameters, "parameters");
        Arguments.present(effect, "effect");
        Arguments.present(handler, "handler");
    }
}
