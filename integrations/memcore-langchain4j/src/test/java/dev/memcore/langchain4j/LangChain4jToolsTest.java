package dev.memcore.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.tools.MemoryTools;
import dev.memcore.tools.ToolDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LangChain4jToolsTest {
    private final MemoryManager manager = Memcore.inMemory();
    private final MemorySpace alice = manager.space(Scope.of("acme", "alice"));
    private final LangChain4jTools tools = LangChain4jTools.in(alice);

    @AfterEach
    void close() {
        manager.close();
    }

    private ToolExecutionResultMessage call(String name, String arguments) {
        return tools.execute(ToolExecutionRequest.builder()
                .id("c1")
                .name(name)
                .arguments(arguments)
                .build());
    }

    @Test
    void eachToolHasASpecificationWithItsWholeSchema() {
        MemoryTools all = MemoryTools.of(alice);
        assertEquals(
                all.descriptors().stream().map(ToolDescriptor::name).toList(),
                tools.specifications().stream().map(ToolSpecification::name).toList());
        for (int i = 0; i < tools.specifications().size(); i++) {
            String json = tools.specifications().get(i).toJson();
            assertTrue(json.contains(all.descriptors().get(i).schema()), json);
        }
    }

    @Test
    void callsRunAgainstTheSpace() {
        alice.remember("Alice is allergic to peanuts.");
        manager.space(Scope.of("acme", "bob")).remember("Bob is allergic to milk.");
        ToolExecutionResultMessage found = call("memory_search", "{\"query\":\"Who is allergic?\"}");
        assertEquals("c1", found.id());
        assertEquals(false, found.isError());
        assertTrue(found.text().contains("peanuts") && !found.text().contains("milk"), found.text());
    }

    @Test
    void wrongCallsGetAnAnswer() {
        assertEquals(true, call("memory_serch", "{}").isError());
        assertEquals(true, call("memory_search", "{\"query\":").isError());
        assertEquals(
                true,
                call("memory_search", "{\"query\":7,\"tenant\":\"other\"}").isError());
    }
}
