package dev.memcore.tools.file;

import dev.memcore.tools.block.StoredTexts;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolServices;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Files below {@code /memories}, each in a block whose name is the path. A directory exists as long as it contains a file.
 * Thread-safe.
 */
final class MemoryFiles {
    /** Two levels, as Anthropic's tool shows. */
    private static final int SHOWN_LEVELS = 2;

    private static final int SHOWN_LINES = 20;

    private final StoredTexts texts;

    MemoryFiles(ToolServices services) {
        texts = new StoredTexts(services, MemoryPath.ROOT.text() + "/", "memory");
    }

    /** The lines of a file. */
    TextLines read(MemoryPath path) {
        return TextLines.of(text(path));
    }

    boolean isDirectory(MemoryPath path) {
        return path.isRoot() || !below(path).isEmpty();
    }

    /** The files and directories in a directory, two levels deep, with the number of characters in them. */
    List<String> list(MemoryPath directory) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        below(directory).forEach((name, text) -> {
            MemoryPath path = new MemoryPath(name);
            for (MemoryPath at = path; !at.equals(directory); at = at.parent()) {
                if (depth(at) - depth(directory) <= SHOWN_LEVELS) {
                    sizes.merge(at.text() + (at.equals(path) ? "" : "/"), text.length(), Integer::sum);
                }
            }
        });
        return sizes.entrySet().stream()
                .map(entry -> entry.getValue() + "\t" + entry.getKey())
                .toList();
    }

    void create(MemoryPath path, String text) {
        texts.alone(() -> {
            requireFree("path", path);
            texts.put(path.text(), text);
            return path;
        });
    }

    void replace(MemoryPath path, String old, String by) {
        edit(path, text -> {
            List<Integer> lines = TextLines.occurrences(text, old);
            if (lines.isEmpty()) {
                throw new ToolFailure("Nothing was replaced: old_str " + ShownValue.of(old) + " does not occur in "
                        + path.text() + ". Copy it exactly, without line numbers.");
            }
            if (lines.size() > 1) {
                throw new ToolFailure("Nothing was replaced: old_str " + ShownValue.of(old) + " occurs " + lines.size()
                        + " times, in lines " + shown(lines) + ". Make it longer, so that it occurs once.");
            }
            return text.replace(old, by);
        });
    }

    void insert(MemoryPath path, int after, String inserted) {
        edit(path, text -> {
            TextLines lines = TextLines.of(text);
            if (after > lines.count()) {
                throw new ToolFailure("Argument 'insert_line' must be a line of the file, from 0 to " + lines.count()
                        + ", but is " + after + ".");
            }
            return lines.inserted(after, inserted);
        });
    }

    /** Removes a file, or a directory with all files in it. Returns the number of files. */
    int delete(MemoryPath path) {
        if (path.isRoot()) {
            throw new ToolFailure("Directory " + path.text() + " cannot be deleted. Delete the files in it.");
        }
        return texts.alone(() -> {
            SortedSet<String> names = names(path);
            names.forEach(texts::remove);
            return names.size();
        });
    }

    /** Renames a file or a directory. Writes the new files first, so that a crash leaves both and loses none. */
    void rename(MemoryPath from, MemoryPath to) {
        if (from.isRoot() || to.isWithin(from)) {
            throw new ToolFailure(from.text() + " cannot be renamed to " + to.text() + ".");
        }
        texts.alone(() -> {
            SortedSet<String> names = names(from);
            requireFree("new_path", to);
            SortedMap<String, String> moved = new TreeMap<>();
            for (String name : names) {
                MemoryPath path = MemoryPath.parse(
                        "new_path", to.text() + name.substring(from.text().length()));
                moved.put(path.text(), texts.get(name).orElseThrow(() -> missing(from)));
            }
            moved.forEach(texts::put);
            names.forEach(texts::remove);
            return names.size();
        });
    }

    private void edit(MemoryPath path, UnaryOperator<String> change) {
        if (texts.edit(path.text(), change).isEmpty()) {
            text(path);
            throw missing(path);
        }
    }

    private String text(MemoryPath path) {
        return texts.get(path.text())
                .orElseThrow(() -> isDirectory(path)
                        ? new ToolFailure(path.text() + " is a directory. Name a file.")
                        : missing(path));
    }

    /** The names of a file, or of the files in a directory. */
    private SortedSet<String> names(MemoryPath path) {
        SortedSet<String> names = new TreeSet<>(below(path).keySet());
        texts.get(path.text()).ifPresent(text -> names.add(path.text()));
        if (names.isEmpty()) {
            throw missing(path);
        }
        return names;
    }

    private SortedMap<String, String> below(MemoryPath directory) {
        return texts.all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(directory.text() + "/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** Fails if the path exists, or if a part of it is a file. */
    private void requireFree(String argument, MemoryPath path) {
        if (isDirectory(path) || texts.get(path.text()).isPresent()) {
            throw new ToolFailure(path.text() + " already exists. Use str_replace or insert to edit a file.");
        }
        for (MemoryPath at = path.parent(); !at.isRoot(); at = at.parent()) {
            if (texts.get(at.text()).isPresent()) {
                throw new ToolFailure(
                        "Argument '" + argument + "' must not lie below a file, but " + at.text() + " is a file.");
            }
        }
    }

    private static int depth(MemoryPath path) {
        return (int) path.text().chars().filter(c -> c == '/').count();
    }

    private static String shown(List<Integer> lines) {
        String first = lines.stream().limit(SHOWN_LINES).map(String::valueOf).collect(Collectors.joining(", "));
        return lines.size() > SHOWN_LINES ? first + ", ..." : first;
    }

    private static ToolFailure missing(MemoryPath path) {
        return new ToolFailure(
                "The path " + path.text() + " does not exist. View " + MemoryPath.ROOT.text() + " to see the files.");
    }
}
