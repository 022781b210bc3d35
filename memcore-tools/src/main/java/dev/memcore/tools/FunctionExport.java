package dev.memcore.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.memcore.tools.call.JsonSchema;
import dev.memcore.tools.call.Tool;
import java.util.Collection;

/** Writes tools in the formats of function-calling APIs. */
final class FunctionExport {
    private FunctionExport() {}

    static String openAi(Collection<Tool> tools) {
        ArrayNode functions = JsonNodeFactory.instance.arrayNode();
        for (Tool tool : tools) {
            functions
                    .addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", JsonSchema.of(tool.parameters()));
        }
        return functions.toString();
    }
}
