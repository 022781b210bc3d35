package dev.memcore.tools.file;

import dev.memcore.api.Block;
import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tool {@code memory}, with the commands and arguments of Anthropic's memory tool ({@code memory_20250818}): view, create,
 * str_replace, insert, delete, rename.
 */
public final class FileGroup {
    private static final String COMMAND = "command";
    private static final String PATH = "path";
    private static final String OLD_PATH = "old_path";
    private static final String NEW_PATH = "new_path";
    private static final String LINE = "insert_line";

    private final ToolServices services;
    private final MemoryFiles files;

    /** Creates the tools of a space. */
    public FileGroup(ToolServices services) {
        this.services = services;
        this.files = new MemoryFiles(services);
    }

    /** Returns the tool of this group. */
    public List<Tool> tools() {
        int most = services.mostTextChars();
        return List.of(new Tool(
                "memory",
                "Keep notes in files below /memories, which stay after this conversation. View /memories before a"
                        + " task.",
                List.of(
                        Parameter.choice(COMMAND, "", "view", "create", "str_replace", "insert", "delete", "rename"),
                        Parameter.text(PATH, "File or directory; not for rename", Block.MAX_NAME * 2)
                                .optional(),
                        Parameter.integers("view_range", "view: first and last line; -1 is the last line", 2)
                                .optional(),
                        Parameter.anyText("file_text", "create: the content", most)
                                .optional(),
                        Parameter.anyText("old_str", "str_replace: text that occurs once", most)
                                .optional(),
                        Parameter.anyText("new_str", "str_replace: text in its place", most)
                                .optional(),
                        Parameter.integer(LINE, "insert: the line after which to insert; 0 is the start", 0, 1_000_000)
                                .optional(),
                        Parameter.anyText("insert_text", "insert: the lines to insert", most)
                                .optional(),
                        Parameter.text(OLD_PATH, "rename", Block.MAX_NAME * 2).optional(),
                        Parameter.text(NEW_PATH, "rename", Block.MAX_NAME * 2).optional()),
                Effect.REPLACES,
                this::run));
    }

    private String run(ToolInput input) {
        String command = input.text(COMMAND);
        return switch (command) {
            case "view" -> view(checked(input, Set.of(PATH), Set.of("view_range")));
            case "create" -> create(checked(input, Set.of(PATH, "file_text"), Set.of()));
            case "str_replace" -> replace(checked(input, Set.of(PATH, "old_str"), Set.of("new_str")));
            case "insert" -> insert(checked(input, Set.of(PATH, LINE, "insert_text"), Set.of()));
            case "delete" -> delete(checked(input, Set.of(PATH), Set.of()));
            case "rename" -> rename(checked(input, Set.of(OLD_PATH, NEW_PATH), Set.of()));
            default -> throw new ToolFailure("Argument 'command' has no value " + ShownValue.of(command) + ".");
        };
    }

    /** Checks which arguments a command has. */
    private static ToolInput checked(ToolInput input, Set<String> required, Set<String> optional) {
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(input.names());
        Set<String> unused = new TreeSet<>(input.names());
        unused.removeAll(required);
        unused.removeAll(optional);
        unused.remove(COMMAND);
        String command = "The command " + input.text(COMMAND);
        if (!missing.isEmpty()) {
            throw new ToolFailure(command + " also needs these arguments: " + String.join(", ", missing) + ".");
        }
        if (!unused.isEmpty()) {
            throw new ToolFailure(command + " does not use these arguments: " + String.join(", ", unused) + ".");
        }
        return input;
    }

    private String view(ToolInput input) {
        MemoryPath path = path(input, PATH);
        List<Integer> range = input.integers("view_range");
        if (files.isDirectory(path)) {
            if (!range.isEmpty()) {
                throw new ToolFailure("Argument 'view_range' is for files, but " + path.text() + " is a directory.");
            }
            List<String> entries = files.list(path);
            return services.results()
                    .list(
                            entries.isEmpty()
                                    ? path.text() + " is empty."
                                    : "Files and directories in " + path.text()
                                            + ", two levels deep, with their characters:",
                            entries,
                            "View a directory in it.");
        }
        TextLines lines = files.read(path);
        if (lines.count() == 0) {
            return path.text() + " is empty.";
        }
        int first = range.isEmpty() ? 1 : range.getFirst();
        int last = range.isEmpty() || range.getLast() == -1 ? lines.count() : range.getLast();
        if (first < 1 || last < first || last > lines.count()) {
            throw new ToolFailure(
                    "Argument 'view_range' must lie in the lines 1 to " + lines.count() + ", but is " + range + ".");
        }
        return services.results()
                .list(
                        "Content of " + path.text() + " with line numbers:",
                        lines.numbered(first, last),
                        "View other lines with view_range.");
    }

    private String create(ToolInput input) {
        MemoryPath path = path(input, PATH);
        files.create(path, input.text("file_text"));
        return "File created successfully at: " + path.text();
    }

    private String replace(ToolInput input) {
        MemoryPath path = path(input, PATH);
        if (input.text("old_str").isEmpty()) {
            throw new ToolFailure("Argument 'old_str' must not be empty. To add text, use insert.");
        }
        files.replace(path, input.text("old_str"), input.optionalText("new_str").orElse(""));
        return "The file " + path.text() + " has been edited.";
    }

    private String insert(ToolInput input) {
        MemoryPath path = path(input, PATH);
        files.insert(path, input.integer(LINE, 0), input.text("insert_text"));
        return "The file " + path.text() + " has been edited.";
    }

    private String delete(ToolInput input) {
        MemoryPath path = path(input, PATH);
        int count = files.delete(path);
        return "Successfully deleted " + path.text() + (count == 1 ? "" : " with " + count + " files");
    }

    private String rename(ToolInput input) {
        MemoryPath from = path(input, OLD_PATH);
        MemoryPath to = path(input, NEW_PATH);
        files.rename(from, to);
        return "Successfully renamed " + from.text() + " to " + to.text();
    }

    private static MemoryPath path(ToolInput input, String argument) {
        return MemoryPath.parse(argument, input.text(argument));
    }
}
