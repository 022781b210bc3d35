package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Block;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands and arguments are those of Anthropic's memory tool. */
final class FileGroupTest {
    private final TwoTenants store = new TwoTenants();
    private final MemoryTools tools =
            MemoryTools.builder(store.bob).groups(ToolGroup.FILES).build();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void filesAreCreatedViewedAndEdited() {
        assertEquals("/memories is empty.", run("'view', 'path': '/memories'"));
        assertEquals(
                "File created successfully at: /memories/notes/todo.txt",
                run("'create', 'path': '/memories/notes/todo.txt', 'file_text': 'one\\ntwo\\nthree\\n'"));
        assertEquals(
                "Content of /memories/notes/todo.txt with line numbers:\n     1\tone\n     2\ttwo\n     3\tthree",
                run("'view', 'path': '/memories/notes/todo.txt'"));
        assertEquals(
                "Content of /memories/notes/todo.txt with line numbers:\n     2\ttwo\n     3\tthree",
                run("'view', 'path': '/memories/notes/todo.txt', 'view_range': [2, -1]"));
        run("'str_replace', 'path': '/memories/notes/todo.txt', 'old_str': 'two', 'new_str': '2'");
        run("'insert', 'path': '/memories/notes/todo.txt', 'insert_line': 0, 'insert_text': 'zero\\n'");
        run("'insert', 'path': '/memories/notes/todo.txt', 'insert_line': 4, 'insert_text': 'four'");
        assertEquals("zero\none\n2\nthree\nfour\n", text("/memories/notes/todo.txt"));
        assertEquals(
                "Files and directories in /memories, two levels deep, with their characters:\n"
                        + "22\t/memories/notes/\n22\t/memories/notes/todo.txt",
                run("'view', 'path': '/memories/'"));
    }

    @Test
    void aFileMayBeEmpty() {
        run("'create', 'path': '/memories/empty', 'file_text': ''");
        assertEquals("/memories/empty is empty.", run("'view', 'path': '/memories/empty'"));
        run("'insert', 'path': '/memories/empty', 'insert_line': 0, 'insert_text': '\u2400 a'");
        assertEquals(
                "Content of /memories/empty with line numbers:\n     1\t\u2400 a",
                run("'view', 'path': '/memories/empty'"));
        run("'str_replace', 'path': '/memories/empty', 'old_str': '\u2400 a'");
        assertEquals("/memories/empty is empty.", run("'view', 'path': '/memories/empty'"));
    }

    @Test
    void filesAndDirectoriesAreRenamedAndDeleted() {
        run("'create', 'path': '/memories/a/x', 'file_text': '1'");
        run("'create', 'path': '/memories/a/b/y', 'file_text': '2'");
        run("'rename', 'old_path': '/memories/a', 'new_path': '/memories/c/d'");
        assertEquals("1", text("/memories/c/d/x"));
        assertEquals("2", text("/memories/c/d/b/y"));
        fails("'view', 'path': '/memories/a'");
        run("'rename', 'old_path': '/memories/c/d/x', 'new_path': '/memories/x'");
        assertEquals("Successfully deleted /memories/x", run("'delete', 'path': '/memories/x'"));
        run("'create', 'path': '/memories/c/z', 'file_text': '3'");
        assertEquals("Successfully deleted /memories/c with 2 files", run("'delete', 'path': '/memories/c'"));
        assertEquals("/memories is empty.", run("'view', 'path': '/memories'"));
        assertTrue(fails("'delete', 'path': '/memories'").startsWith("Directory /memories cannot be deleted."));
    }

    @Test
    void aReplacementMustBeUnique() {
        run("'create', 'path': '/memories/a', 'file_text': 'x y\\ny\\n'");
        assertEquals(
                "Nothing was replaced: old_str 'y' occurs 2 times, in lines 1, 2. Make it longer, so that it occurs"
                        + " once.",
                fails("'str_replace', 'path': '/memories/a', 'old_str': 'y', 'new_str': 'z'"));
        assertEquals(
                "Nothing was replaced: old_str 'q' does not occur in /memories/a. Copy it exactly, without line"
                        + " numbers.",
                fails("'str_replace', 'path': '/memories/a', 'old_str': 'q', 'new_str': 'z'"));
        assertEquals("x y\ny\n", text("/memories/a"));
    }

    @Test
    void aCommandNeedsItsArguments() {
        assertEquals(
                "The command create also needs these arguments: file_text.", fails("'create', 'path': '/memories/a'"));
        assertEquals(
                "The command view does not use these arguments: old_path.",
                fails("'view', 'path': '/memories', 'old_path': '/memories/a'"));
        assertTrue(fails("'list', 'path': '/memories'").startsWith("Argument 'command' must be one of view, create,"));
        run("'create', 'path': '/memories/a', 'file_text': 'one'");
        assertEquals(
                "Argument 'insert_line' must be a line of the file, from 0 to 1, but is 2.",
                fails("'insert', 'path': '/memories/a', 'insert_line': 2, 'insert_text': 'x'"));
        assertEquals(
                "Argument 'view_range' must lie in the lines 1 to 1, but is [1, 5].",
                fails("'view', 'path': '/memories/a', 'view_range': [1, 5]"));
        assertEquals(
                "/memories/a already exists. Use str_replace or insert to edit a file.",
                fails("'create', 'path': '/memories/a', 'file_text': 'two'"));
        assertEquals(
                "Argument 'path' must not lie below a file, but /memories/a is a file.",
                fails("'create', 'path': '/memories/a/b', 'file_text': 'two'"));
        assertEquals(
                "The path /memories/b does not exist. View /memories to see the files.",
                fails("'delete', 'path': '/memories/b'"));
        run("'create', 'path': '/memories/d/e', 'file_text': ''");
        assertEquals(
                "/memories/d is a directory. Name a file.",
                fails("'str_replace', 'path': '/memories/d', 'old_str': 'a', 'new_str': 'b'"));
        assertEquals(
                "/memories/d cannot be renamed to /memories/d/e/f.",
                fails("'rename', 'old_path': '/memories/d', 'new_path': '/memories/d/e/f'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/memories/../kv/a//b",
                "/memories/a/../../etc/passwd",
                "/memories/..",
                "/memories/./a",
                "/memories//a",
                "/memories/%2e%2e/secret",
                "/memories/%2E%2E%2Fsecret",
                "/memories/a%00b",
                "/memories/a\\\\b",
                "/memories\\\\..\\\\a",
                "/memories/a\\u0000b",
                "/memories/a\\nb",
                "/memories/\\uff0e\\uff0e/a",
                "/memories/\\u2025/a",
                "/memories/a\\uff0fb/\\uff0e\\uff0e",
                "/memories/\\u202egpj",
                "/memories/ .. /a",
                "/memoriesx/a",
                "/etc/passwd",
                "memories/a",
                "../memories/a",
                "/kv/a//b",
                "/",
                "file:///memories/a",
                "C:/memories/a"
            })
    void aPathOutOfTheDirectoryIsRefused(String path) {
        for (String command : new String[] {
            "'view', 'path': '%s'",
            "'create', 'path': '%s', 'file_text': 'x'",
            "'delete', 'path': '%s'",
            "'rename', 'old_path': '%s', 'new_path': '/memories/z'",
            "'rename', 'old_path': '/memories/z', 'new_path': '%s'"
        }) {
            assertTrue(fails(command.formatted(path)).startsWith("Argument '"), path);
        }
        assertTrue(store.bob.blocks().list().isEmpty());
    }

    @Test
    void aLongNameIsRefusedBeforeAnythingMoves() {
        String name = "n".repeat(100);
        run("'create', 'path': '/memories/a/" + name + "', 'file_text': '1'");
        run("'create', 'path': '/memories/a/b', 'file_text': '2'");
        fails("'rename', 'old_path': '/memories/a', 'new_path': '/memories/" + "m".repeat(120) + "'");
        assertEquals(2, store.bob.blocks().list().size());
        assertTrue(store.bob.blocks().list().stream()
                .map(Block::name)
                .allMatch(block -> block.startsWith("/memories/a/")));
    }

    private String text(String path) {
        return store.bob.blocks().get(path).orElseThrow().text();
    }

    private String run(String command) {
        return ok(tools, "memory", "{'command': " + command + "}");
    }

    private String fails(String command) {
        return TwoTenants.fails(tools, "memory", "{'command': " + command + "}");
    }
}
