package dev.memcore.spi.model;

import dev.memcore.api.check.Arguments;

/**
 * A call of a tool by a language model.
 *
 * @param id the id by which the result is assigned to the call
 * @param name the name of the tool, as the model wrote it
 * @param arguments the arguments as the model wrote them: the text of a JSON object, which may be malformed; may be empty
 */
public record ModelToolCall(String id, String name, String arguments) {
    /** Checks that nothing is missing. */
    public ModelToolCall {
        Arguments.name(id, "id");
        Arguments.name(name, "name");
        Arguments.present(arguments, "arguments");
    }
}
