package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.fails;
import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Role;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.error.InvalidArgumentException;
import dev.memcore.api.session.WindowLine;
import dev.memcore.spi.TokenCounter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FoldToolsTest {
    private final TwoTenants store = new TwoTenants();
    private final SessionMemory session = store.bob.session("trip");
    private final MemoryTools tools = MemoryTools.builder(store.bob)
            .groups(ToolGroup.CONTEXT)
            .session("trip")
            .build();

    @BeforeEach
    void talk() {
        for (int i = 1; i <= 10; i++) {
            session.add(Role.USER, "Question " + i + ".\n  Which train?");
            session.add(Role.ASSISTANT, "Answer " + i + ". " + "The train leaves at nine. ".repeat(10));
        }
        store.bob.session("other").add(Role.USER, "Question of another session");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void foldedMessagesAreOneLineAndComeBackUnchanged() {
        List<String> before = lines();
        assertEquals(
                "Folded. The conversation shows this line: [fold 1: 16 turns, 592 tokens: Question 2. Which train?]",
                ok(tools, "context_fold", "{'from': 'Question 2.', 'to': 'Answer 9.'}"));
        List<String> folded = lines();
        assertEquals(5, folded.size());
        assertEquals(before.subList(0, 2), folded.subList(0, 2));
        assertEquals("[fold 1: 16 turns, 592 tokens: Question 2. Which train?]", folded.get(2));
        assertTrue(tokens(folded) < tokens(before) / 2);
        String expanded = ok(tools, "context_expand", "{'fold': 1}");
        assertEquals(String.join("\n", before.subList(2, 18)), withoutRoles(expanded));
        assertEquals(
                String.join("\n", before.subList(16, 18)),
                withoutRoles(ok(tools, "context_expand", "{'fold': 1, 'first': 15}")));
        assertEquals(folded, lines());
        assertEquals("Restored 16 messages of fold 1.", ok(tools, "context_restore", "{'fold': 1}"));
        assertEquals(before, lines());
        assertEquals("Nothing is folded.", ok(tools, "context_restore", ""));
    }

    @Test
    void allFoldsAreRestored() {
        List<String> before = lines();
        ok(tools, "context_fold", "{'from': 'Question 1.', 'to': 'Answer 2.'}");
        ok(tools, "context_fold", "{'from': 'Question 5.', 'to': 'Question 5.'}");
        assertEquals(2, session.folds().list().size());
        assertEquals("Restored all folds: 2.", ok(tools, "context_restore", "{}"));
        assertEquals(before, lines());
    }

    @Test
    void aWrongCallSaysWhy() {
        ok(tools, "context_fold", "{'from': 'Question 2.', 'to': 'Answer 4.'}");
        assertEquals(
                "Argument 'from' must occur in exactly one message, but 'train' occurs in 20.",
                fails(tools, "context_fold", "{'from': 'train', 'to': 'Answer 4.'}"));
        assertEquals(
                "Argument 'from' must occur in exactly one message, but 'another session' occurs in 0.",
                fails(tools, "context_fold", "{'from': 'another session', 'to': 'Answer 4.'}"));
        assertTrue(fails(tools, "context_fold", "{'from': 'Question 3.', 'to': 'Answer 3.'}")
                .startsWith("no message of session trip can be folded"));
        assertEquals(
                "The message of 'to' must not come before the message of 'from'.",
                fails(tools, "context_fold", "{'from': 'Question 8.', 'to': 'Answer 7.'}"));
        assertEquals("There is no fold 7. The folds are: 1.", fails(tools, "context_expand", "{'fold': 7}"));
    }

    @Test
    void foldsAreOfOneSession() {
        ok(tools, "context_fold", "{'from': 'Question 2.', 'to': 'Answer 4.'}");
        assertTrue(store.bob.session("other").folds().list().isEmpty());
        assertTrue(store.eve.session("trip").folds().list().isEmpty());
    }

    @Test
    void theGroupNeedsASession() {
        MemoryToolsBuilder builder = MemoryTools.builder(store.bob).groups(ToolGroup.CONTEXT);
        assertThrows(InvalidArgumentException.class, builder::build);
    }

    private List<String> lines() {
        return session.folds().window(100_000).lines().stream()
                .map(WindowLine::text)
                .toList();
    }

    private static String withoutRoles(String text) {
        return text.replace("user: ", "").replace("assistant: ", "");
    }

    private static int tokens(List<String> lines) {
        return TokenCounter.approximate().count(String.join("\n", lines));
    }
}
