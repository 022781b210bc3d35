package dev.memcore.spi.model;

import dev.memcore.api.check.Arguments;

/**
 * A tool that a language model may call.
 *
 * @param name the name by which the model calls it
 * @param description what it does, in words for the model
 * @param schema the JSON Schema of its arguments, as JSON text
 */
public record ModelTool(String name, String description, String schema) {
    /** Checks that nothing is missing. */
    public ModelTool {
        Arguments.name(name, "name");
        Arguments.present(description, "description");
        Arguments.text(schema, "schema");
    }
}
