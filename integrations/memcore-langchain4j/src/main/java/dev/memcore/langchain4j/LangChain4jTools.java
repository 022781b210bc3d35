package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.tools.MemoryTools;
import dev.memcore.tools.ToolResult;
import java.util.List;

/**
 * Offers the tools of memcore to a chat model of LangChain4j, and runs their calls. A host that uses {@code AiServices}
 * maps each specification to {@code (request, memoryId) -> tools.execute(request).text()}.
 *
 * <p>Whatever a model sends, {@link #execute} returns: a wrong name or argument gives a result that says what is allowed.
 * Safe for use by several threads.
 */
public final class LangChain4jTools {
    private final MemoryTools tools;
    private final List<ToolSpecification> specifications;

    private LangChain4jTools(MemoryTools tools) {
        this.tools = tools;
        this.specifications = tools.descriptors().stream()
                .map(tool -> specification(tool.name(), tool.description(), tool.schema()))
                .toList();
    }

    /** Returns the default tools for a space. */
    public static LangChain4jTools in(MemorySpace space) {
        return of(MemoryTools.of(space));
    }

    /** Returns the given tools, for example with other groups or limits. */
    public static LangChain4jTools of(MemoryTools tools) {
        return new LangChain4jTools(Arguments.present(tools, "tools"));
    }

    /** Returns the specifications of all tools, for the tools of a chat request. */
    public List<ToolSpecification> specifications() {
        return specifications;
    }

    /**
     * Runs a call of a model.
     *
     * @throws dev.memcore.api.error.MemoryException if the store fails, as {@link MemoryTools#call} specifies
     */
    public ToolExecutionResultMessage execute(ToolExecutionRequest request) {
        Arguments.present(request, "request");
        ToolResult result = tools.call(request.name(), request.arguments());
        return ToolExecutionResultMessage.builder()
                .id(request.id())
                .toolName(request.name())
                .text(result.text())
                .isError(result.error())
                .build();
    }

    /** Returns a specification with a schema in JSON. */
    static ToolSpecification specification(String name, String description, String schema) {
        return ToolSpecification.fromJson("{\"name\":\"tool\",\"parameters\":" + schema + "}").toBuilder()
                .name(name)
                .description(description)
                .build();
    }
}
