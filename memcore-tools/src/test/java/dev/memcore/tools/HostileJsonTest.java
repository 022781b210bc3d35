package dev.memcore.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HostileJsonTest {
    private static final int MOST_CHARS = 600;

    private final TwoTenants store = new TwoTenants();
    private final MemoryTools tools = MemoryTools.builder(store.bob)
            .groups(ToolGroup.values())
            .session("s")
            .build();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyToolRefusesEachOfThem() {
        for (ToolDescriptor tool : tools.descriptors()) {
            for (String json : HostileJson.REFUSED) {
                ToolResult result = tools.call(tool.name(), json);
                String shown =
                        tool.name() + " " + json.substring(0, Math.min(80, json.length())) + ": " + result.text();
                assertTrue(result.error(), shown);
                assertTrue(!result.text().isBlank() && result.text().length() < MOST_CHARS, shown);
            }
        }
        assertTrue(store.bob.blocks().list().isEmpty());
        assertEquals(0, store.manager.stats().memories());
    }

    @Test
    void messagesSayWhatIsWrong() {
        assertEquals("The arguments must be a JSON object, but are a list of 0 elements.", message("[]"));
        assertEquals(
                "The arguments have 150009 characters; the limit is 100000.", message(HostileJson.REFUSED.get(15)));
        assertTrue(message("{\"text\": \"a\", \"text\": \"b\"}")
                .startsWith("The arguments are not valid JSON: Duplicate field 'text'"));
        assertTrue(message("{\"text\": NaN}").startsWith("The arguments are not valid JSON: Non-standard token 'NaN'"));
        assertTrue(message("{} {}").startsWith("The arguments are not valid JSON: Trailing token"));
        assertEquals("Argument 'text' must be a text, but is an object.", message("{\"text\": {}}"));
        assertEquals(
                "Argument 'text' has an unpaired surrogate, so it is not valid Unicode.",
                message("{\"text\": \"\\ud800\"}"));
        assertEquals("Argument 'text' must be a text, but is null.", message("{\"text\": null}"));
    }

    @Test
    void anUnknownNameIsShownShort() {
        String message = tools.call("x\u0000".repeat(10_000), "{}").text();
        assertTrue(message.startsWith("There is no tool 'x x x"), message);
        assertTrue(message.length() < 1_000, message);
    }

    private String message(String json) {
        ToolResult result = tools.call("memory_add", json);
        assertTrue(result.error());
        return result.text();
    }
}
