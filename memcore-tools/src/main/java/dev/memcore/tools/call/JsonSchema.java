package dev.memcore.tools.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes the parameters of a tool as a JSON Schema (draft 2020-12), with the keywords that function-calling APIs accept.
 * Limits of lengths are left out, because they cost tokens and a model seldom reaches them; a call checks them.
 */
public final class JsonSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonSchema() {}

    /** Returns the schema of the object that holds the arguments. */
    public static ObjectNode of(List<Parameter> parameters) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (Parameter parameter : parameters) {
            properties.set(parameter.name(), property(parameter));
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode property(Parameter parameter) {
        ObjectNode property = NODES.objectNode();
        switch (parameter.type()) {
            case TEXT -> property.put("type", "string");
            case CHOICE -> choices(property.put("type", "string"), parameter.choices());
            case INTEGER ->
                property.put("type", "integer")
                        .put("minimum", parameter.least())
                        .put("maximum", parameter.most());
            case FLAG -> property.put("type", "boolean");
            case TEXTS -> choices(list(property, "string"), parameter.choices());
            case INTEGERS -> {
                list(property, "integer");
                property.put("minItems", parameter.items()).put("maxItems", parameter.items());
            }
        }
        if (!parameter.description().isEmpty()) {
            property.put("description", parameter.description());
        }
        return property;
    }

    private static ObjectNode list(ObjectNode property, String type) {
        return property.put("type", "array").putObject("items").put("type", type);
    }

    private static void choices(ObjectNode property, List<String> choices) {
        if (!choices.isEmpty()) {
            ArrayNode allowed = property.putArray("enum");
            choices.forEach(allowed::add);
        }
    }
}
