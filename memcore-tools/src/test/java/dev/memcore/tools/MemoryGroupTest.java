package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.fails;
import static dev.memcore.tools.TwoTenants.id;
import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.error.StoreClosedException;
import dev.memcore.spi.TokenCounter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MemoryGroupTest {
    private final TwoTenants store = new TwoTenants();
    private final MemoryTools tools = MemoryTools.of(store.bob);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aMemoryIsAddedFoundChangedAndForgotten() {
        String id = id(ok(tools, "memory_add", "{'text': 'Bob is allergic to peanuts', 'date': '2026-02-14'}"));
        assertEquals(
                "[" + id + "] 2026-02-14 Bob is allergic to peanuts",
                ok(tools, "memory_search", "{'query': 'What is Bob allergic to?'}"));
        assertEquals(
                "Updated memory " + id + ".",
                ok(tools, "memory_update", "{'id': '" + id + "', 'text': 'Bob is allergic to nuts'}"));
        assertEquals(
                "tool:memory_update",
                store.bob.get(MemoryId.parse(id)).orElseThrow().cause().actor());
        assertTrue(ok(tools, "memory_list", "").contains("Bob is allergic to nuts"));
        assertEquals("Forgot memory " + id + ".", ok(tools, "memory_forget", "{'id': '" + id + "'}"));
        assertEquals("There are no memories.", ok(tools, "memory_list", "{}"));
        assertEquals("No memory was found.", ok(tools, "memory_search", "{'query': 'peanuts'}"));
        assertTrue(fails(tools, "memory_forget", "{'id': '" + id + "'}").startsWith("There is no memory with id"));
    }

    @Test
    void aKeyMakesAFactWithOneCurrentValue() {
        ok(tools, "memory_add", "{'text': 'Lisbon', 'key': 'home town'}");
        store.clock.advance(java.time.Duration.ofDays(1));
        ok(tools, "memory_add", "{'text': 'Porto', 'key': 'Home Town'}");
        assertEquals("Porto", store.bob.facts().get("home town").orElseThrow().text());
        assertTrue(ok(tools, "memory_list", "{'kind': 'fact'}").endsWith("Home Town: Porto"));
    }

    @Test
    void aListHasPages() {
        for (int i = 0; i < 5; i++) {
            ok(tools, "memory_add", "{'text': 'note " + i + "'}");
        }
        String first = ok(tools, "memory_list", "{'limit': 3}");
        assertTrue(first.contains("note 2") && !first.contains("note 3"), first);
        String after = first.substring(first.indexOf("after=") + 6);
        String second = ok(tools, "memory_list", "{'limit': 3, 'after': '" + after + "'}");
        assertTrue(second.contains("note 3") && second.contains("note 4") && !second.contains("after="), second);
    }

    @Test
    void aLongTextIsShownShortAndReadInParts() {
        String text = "0123456789".repeat(1_500);
        String id = id(ok(tools, "memory_add", "{'text': '" + text + "'}"));
        assertTrue(ok(tools, "memory_list", "{}").endsWith("789... (15000 characters)"));
        assertTrue(ok(tools, "memory_list", "{'id': '" + id + "'}").contains(" of 15000 characters are shown"));
        assertEquals("789", ok(tools, "memory_list", "{'id': '" + id + "', 'start': 14997}"));
        assertTrue(fails(tools, "memory_list", "{'id': '" + id + "', 'start': 15001}")
                .contains("at most 15000"));
    }

    @Test
    void aWrongCallSaysWhatIsAllowed() {
        assertEquals(
                "There is no tool 'memory_serach'. The tools are: memory_search, memory_add, memory_update,"
                        + " memory_forget, memory_list.",
                fails(tools, "memory_serach", "{}"));
        assertEquals("Required arguments are missing: text.", fails(tools, "memory_add", "{}"));
        assertEquals(
                "Unknown argument 'txt'. memory_add has these arguments: text, key, date.",
                fails(tools, "memory_add", "{'txt': 'a'}"));
        assertEquals(
                "Argument 'text' must be a text, but is a number: '5'.", fails(tools, "memory_add", "{'text': 5}"));
        assertEquals("Argument 'text' must not be blank.", fails(tools, "memory_add", "{'text': ' '}"));
        assertEquals(
                "Argument 'limit' must be a whole number from 1 to 50, but is a number: '51'.",
                fails(tools, "memory_search", "{'query': 'a', 'limit': 51}"));
        assertEquals(
                "Argument 'date' must be a date as YYYY-MM-DD or YYYY-MM-DDTHH:MM, but is 'yesterday'.",
                fails(tools, "memory_add", "{'text': 'a', 'date': 'yesterday'}"));
        assertEquals(
                "There is no memory with id '42'. Use an id from a result of this conversation.",
                fails(tools, "memory_forget", "{'id': '42'}"));
        assertEquals(
                "Argument 'text' has 20001 characters; the limit is 20000.",
                fails(tools, "memory_add", "{'text': '" + "a".repeat(20_001) + "'}"));
    }

    @Test
    void theMemoriesOfOthersAreUnknown() {
        String evesId = store.eve.remember("Eve likes tea").id().toString();
        String missing = MemoryId.parse(evesId.replace(evesId.charAt(35), evesId.charAt(35) == '0' ? '1' : '0'))
                .toString();
        for (String name : new String[] {"memory_forget", "memory_update"}) {
            String text = name.equals("memory_update") ? ", 'text': 'x'" : "";
            assertEquals(
                    fails(tools, name, "{'id': '" + missing + "'" + text + "}").replace(missing, evesId),
                    fails(tools, name, "{'id': '" + evesId + "'" + text + "}"));
        }
        assertEquals("No memory was found.", ok(tools, "memory_search", "{'query': 'Eve likes tea'}"));
        assertFalse(ok(tools, "memory_list", "{'after': '" + evesId + "'}").contains("tea"));
    }

    @Test
    void sharedMemoriesAreReadAndNotChanged() {
        String shared = store.manager
                .space(Scope.of("acme"))
                .remember("The office closes at six")
                .id()
                .toString();
        assertTrue(ok(tools, "memory_search", "{'query': 'When does the office close?'}")
                .contains("at six"));
        assertTrue(fails(tools, "memory_forget", "{'id': '" + shared + "'}").contains("is shared with others"));
        MemoryTools allowed = MemoryTools.builder(store.bob).changesShared(true).build();
        ok(allowed, "memory_forget", "{'id': '" + shared + "'}");
    }

    @Test
    void aResultStaysWithinItsTokens() {
        for (int i = 0; i < 30; i++) {
            ok(tools, "memory_add", "{'text': 'note " + i + " " + "about a long walk ".repeat(20) + "'}");
        }
        MemoryTools narrow = MemoryTools.builder(store.bob)
                .limits(ToolLimits.ofDefaults().withResultTokens(500))
                .build();
        String text = ok(narrow, "memory_list", "{'limit': 30}");
        assertTrue(TokenCounter.approximate().count(text) <= 500, text);
        assertTrue(text.contains("of 30 entries are shown, because the result is too long."), text);
    }

    @Test
    void anErrorOfTheStoreReachesTheHost() {
        MemoryTools closed;
        try (TwoTenants other = new TwoTenants()) {
            closed = MemoryTools.of(other.bob);
        }
        assertThrows(StoreClosedException.class, () -> closed.call("memory_list", "{}"));
    }

    @Test
    void theDefaultGroupTakesFewTokensAndIsAsRecorded() throws IOException {
        String functions = tools.openAiFunctions();
        try (InputStream golden = MemoryGroupTest.class.getResourceAsStream("memory-functions.json")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip(), functions);
        }
        int tokens = TokenCounter.approximate().count(functions);
        assertTrue(tokens < 1_000, () -> tokens + " tokens");
    }
}
