package dev.memcore.tools;

import dev.memcore.api.check.Arguments;

/**
 * What a model and a host read about a tool.
 *
 * @param name the name, with which a model calls the tool
 * @param group the group of the tool
 * @param description what the tool does, in words for a model
 * @param schema the JSON Schema of the arguments, as JSON text
 * @param readOnly whether calls never change anything
 * @param destructive whether a call may remove or replace something; false if {@code readOnly} is true
 * @param idempotent whether the same call again changes nothing more; true if {@code readOnly} is true
 */
public record ToolDescriptor(
        String name,
        ToolGroup group,
        String description,
        String schema,
        boolean readOnly,
        boolean destructive,
        boolean idempotent) {
    /** Checks that nothing is missing. */
    public ToolDescriptor {
        Arguments.name(name, "name");
        Arguments.present(group, "group");
        Arguments.present(description, "description");
        Arguments.present(schema, "schema");
        Arguments.require(!(readOnly && destructive), "tool " + name + " cannot be both readOnly and destructive");
        Arguments.require(!readOnly || idempotent, "tool " + name + " is readOnly, so it must be idempotent");
    }
}
