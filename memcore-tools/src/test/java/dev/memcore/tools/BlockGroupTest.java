package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.fails;
import static dev.memcore.tools.TwoTenants.id;
import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Role;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.context.ContextRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The names and arguments are those of Letta's function set. */
final class BlockGroupTest {
    private final TwoTenants store = new TwoTenants();
    private final MemoryTools tools =
            MemoryTools.builder(store.bob).groups(ToolGroup.BLOCKS).build();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void coreMemoryIsAppendedAndReplaced() {
        assertEquals(
                "Section human has 11 of 5000 characters now.",
                ok(tools, "core_memory_append", "{'label': 'human', 'content': 'Name: Robin'}"));
        ok(tools, "core_memory_append", "{'label': 'human', 'content': 'Likes: tea'}");
        assertEquals(
                "Name: Robin\nLikes: tea",
                store.bob.blocks().get("human").orElseThrow().text());
        ok(tools, "core_memory_replace", "{'label': 'human', 'old_content': 'Robin', 'new_content': 'Bob'}");
        assertEquals(
                "Name: Bob\nLikes: tea",
                store.bob.blocks().get("human").orElseThrow().text());
        assertTrue(store.bob.context(ContextRequest.of("Who am I?", 500)).text().contains("Name: Bob"));
        assertEquals(
                "tool:core_memory",
                store.bob.blocks().get("human").orElseThrow().memory().cause().actor());
        assertEquals(
                "Text 'Robin' does not occur in section 'human'. Copy it exactly, with spaces and line breaks.",
                fails(tools, "core_memory_replace", "{'label': 'human', 'old_content': 'Robin', 'new_content': 'x'}"));
        assertEquals(
                "Section human is empty now.",
                ok(
                        tools,
                        "core_memory_replace",
                        "{'label': 'human', 'old_content': 'Name: Bob\\nLikes: tea', 'new_content': ''}"));
        assertTrue(store.bob.blocks().get("human").isEmpty());
    }

    @Test
    void aSectionHasALimitAndMustBeKnown() {
        store.bob.blocks().set("task", "Plan a trip", 20);
        ok(tools, "core_memory_append", "{'label': 'task', 'content': 'soon'}");
        assertEquals(
                "task would have 28 characters; its limit is 20",
                fails(tools, "core_memory_append", "{'label': 'task', 'content': 'to Portugal'}"));
        assertEquals(
                "Plan a trip\nsoon",
                store.bob.blocks().get("task").orElseThrow().text());
        String unknown = "There is no section 'secret'. The sections are: human, persona, task.";
        assertEquals(unknown, fails(tools, "core_memory_append", "{'label': 'secret', 'content': 'a'}"));
        assertEquals(
                unknown,
                fails(tools, "core_memory_replace", "{'label': 'secret', 'old_content': 'a', 'new_content': 'b'}"));
    }

    @Test
    void filesAreNotSections() {
        MemoryTools files =
                MemoryTools.builder(store.bob).groups(ToolGroup.FILES).build();
        ok(files, "memory", "{'command': 'create', 'path': '/memories/a', 'file_text': 'text'}");
        String message = fails(tools, "core_memory_append", "{'label': '/memories/a', 'content': 'b'}");
        assertEquals("There is no section '/memories/a'. The sections are: human, persona.", message);
        assertFalse(store.bob.context(ContextRequest.of("text", 500)).text().contains("text"));
    }

    @Test
    void archivalMemoryIsSearchedByTagAndTime() {
        String meeting = id(ok(
                tools, "archival_memory_insert", "{'content': 'The roadmap was decided', 'tags': ['meetings', 'q2']}"));
        store.clock.advance(Duration.ofDays(10));
        String report =
                id(ok(tools, "archival_memory_insert", "{'content': 'The roadmap was published', 'tags': ['q2']}"));
        store.bob.session("s").add(Role.USER, "What about the roadmap?");
        assertEquals(
                2,
                ok(tools, "archival_memory_search", "{'query': 'roadmap'}")
                        .lines()
                        .count());
        String both = "{'query': 'roadmap', 'tags': ['meetings', 'q2'], 'tag_match_mode': 'all'}";
        assertEquals(meeting, id(ok(tools, "archival_memory_search", both)));
        assertEquals(1, ok(tools, "archival_memory_search", both).lines().count());
        assertEquals(
                2,
                ok(tools, "archival_memory_search", both.replace("all", "any"))
                        .lines()
                        .count());
        assertEquals(
                report,
                id(ok(tools, "archival_memory_search", "{'query': 'roadmap', 'start_datetime': '2026-03-05'}")));
        assertEquals(
                meeting, id(ok(tools, "archival_memory_search", "{'query': 'roadmap', 'end_datetime': '2026-03-01'}")));
        assertEquals(
                "No results found.", ok(tools, "archival_memory_search", "{'query': 'roadmap', 'tags': ['other']}"));
        assertEquals(
                1,
                ok(tools, "archival_memory_search", "{'query': 'roadmap', 'top_k': 1}")
                        .lines()
                        .count());
    }

    @Test
    void conversationsAreSearchedByRoleAndTime() {
        SessionMemory session = store.bob.session("s");
        for (int day = 1; day <= 8; day++) {
            session.add(Role.USER, "Question " + day + " about trains");
            session.add(Role.ASSISTANT, "Answer " + day + " about trains");
            store.clock.advance(Duration.ofDays(1));
        }
        store.bob.remember("A note about trains");
        assertEquals(
                5,
                ok(tools, "conversation_search", "{'query': 'trains'}").lines().count());
        String latest = ok(tools, "conversation_search", "{'limit': 2}");
        assertTrue(latest.contains("user: Question 8") && latest.contains("assistant: Answer 8"), latest);
        String answers = ok(tools, "conversation_search", "{'query': 'trains', 'roles': ['assistant'], 'limit': 50}");
        assertEquals(8, answers.lines().count());
        assertFalse(answers.contains("Question"));
        String oneDay =
                ok(tools, "conversation_search", "{'start_date': '2026-03-03', 'end_date': '2026-03-03', 'limit': 50}");
        assertTrue(oneDay.contains("Question 3") && oneDay.contains("Answer 3"), oneDay);
        assertEquals(2, oneDay.lines().count());
        assertEquals(
                "Element 1 of argument 'roles' must be one of assistant, user, tool, but is 'system'.",
                fails(tools, "conversation_search", "{'roles': ['system']}"));
    }
}
