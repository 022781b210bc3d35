package dev.memcore.tools;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.tools.call.InputReader;
import dev.memcore.tools.call.JsonSchema;
import dev.memcore.tools.call.NameDistance;
import dev.memcore.tools.call.ResultText;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tool calls of a language model against one {@link MemorySpace}. {@link #descriptors()} and {@link #openAiFunctions()}
 * describe the tools to the model, and {@link #call} runs one call:
 *
 * {@snippet :
 * MemoryTools tools = MemoryTools.of(space);
 * String functions = tools.openAiFunctions(); // the "tools" of a request
 * ToolResult result = tools.call("memory_search", "{\"query\": \"Where do I live?\"}");
 * }
 *
 * <p>The tools are names for methods of the Java API, so they add no operations of their own. They see exactly what the space
 * sees: no argument can name a tenant, user or agent. Safe for any number of threads.
 */
public final class MemoryTools {
    private static final Set<ErrorCode> FOR_THE_MODEL = Set.of(
            ErrorCode.INVALID_ARGUMENT,
            ErrorCode.LIMIT_EXCEEDED,
            ErrorCode.NOT_FOUND,
            ErrorCode.CONFLICT,
            ErrorCode.NOT_CLEARED,
            ErrorCode.BEYOND_RETENTION,
            ErrorCode.READ_ONLY);

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final List<ToolDescriptor> descriptors = new ArrayList<>();
    private final InputReader reader;
    private final ResultText results;

    MemoryTools(Map<ToolGroup, List<Tool>> groups, InputReader reader, ResultText results) {
        groups.forEach((group, members) -> members.forEach(tool -> {
            tools.put(tool.name(), tool);
            descriptors.add(describe(group, tool));
        }));
        this.reader = reader;
        this.results = results;
    }

    /** Returns the tools of the group {@link ToolGroup#MEMORY} for a space, with the default limits. */
    public static MemoryTools of(MemorySpace space) {
        return builder(space).build();
    }

    /** Creates a builder of tools for a space. The default is the group {@link ToolGroup#MEMORY} with the default limits. */
    public static MemoryToolsBuilder builder(MemorySpace space) {
        return new MemoryToolsBuilder(space);
    }

    /** Returns the descriptors of all tools, group by group. */
    public List<ToolDescriptor> descriptors() {
        return List.copyOf(descriptors);
    }

    /**
     * Returns the descriptors as the JSON array that the parameter {@code tools} of OpenAI's chat completions takes: {@code
     * [{"type":"function","function":{"name":...,"description":...,"parameters":...}}]}. The order and the bytes are the same at
     * every call, so a cached prefix of a prompt stays valid.
     */
    public String openAiFunctions() {
        return FunctionExport.openAi(tools.values());
    }

    /**
     * Runs one call of a model. Whatever the model sends, the call returns: a wrong name or argument gives a result with {@link
     * ToolResult#error()}, whose text says what is wrong and what is allowed.
     *
     * @param name the name of the tool, as the model wrote it
     * @param arguments the arguments, as the model wrote them: the text of a JSON object; null or blank means no arguments
     * @throws MemoryException if the store fails, for example {@link ErrorCode#CLOSED} or {@link ErrorCode#IO_FAILED}, because
     *     the host must handle these errors; {@link ErrorCode#INVALID_ARGUMENT} if the name is null
     */
    public ToolResult call(String name, @Nullable String arguments) {
        Arguments.present(name, "name");
        try {
            Tool tool = tool(name);
            String text = tool.handler().apply(reader.read(tool, arguments == null ? "" : arguments));
            return new ToolResult(results.fit(text), false);
        } catch (ToolFailure e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (MemoryException e) {
            if (FOR_THE_MODEL.contains(e.code())) {
                return failed(withoutCode(e));
            }
            throw e;
        }
    }

    private Tool tool(String name) {
        Tool tool = tools.get(name);
        if (tool == null) {
            List<String> names = NameDistance.closestFirst(ShownValue.cut(name), List.copyOf(tools.keySet()));
            throw new ToolFailure(
                    "There is no tool " + ShownValue.of(name) + ". The tools are: " + String.join(", ", names) + ".");
        }
        return tool;
    }

    private ToolResult failed(String message) {
        return new ToolResult(results.fit(message), true);
    }

    /** The message without the code in front, which means nothing to a model. */
    private static String withoutCode(MemoryException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf("] ");
        return message.startsWith("[" + e.code()) && end > 0 ? message.substring(end + 2) : message;
    }

    private static ToolDescriptor describe(ToolGroup group, Tool tool) {
        return new ToolDescriptor(
                tool.name(),
                group,
                tool.description(),
                JsonSchema.of(tool.parameters()).toString(),
                tool.effect() == Effect.READS,
                tool.effect() == Effect.REPLACES || tool.effect() == Effect.REMOVES,
                tool.effect() == Effect.READS || tool.effect() == Effect.REMOVES);
    }
}
