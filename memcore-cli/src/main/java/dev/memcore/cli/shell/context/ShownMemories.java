package dev.memcore.cli.shell.context;

import dev.memcore.api.MemoryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memories that were shown, numbered in that order. A memory keeps its number while the shell runs, so that a
 * printed number always refers to the same memory.
 */
public final class ShownMemories {
    private static final int SHORT = 8;

    private final Map<MemoryId, Integer> numbers = new LinkedHashMap<>();

    /** Returns the name of a memory on the screen: its number, and the end of its id. */
    public String name(MemoryId id) {
        return number(id) + " " + shortId(id);
    }

    /** The number of a memory, given now if it has none; as {@code #7}. */
    public String number(MemoryId id) {
        return "#" + numbers.computeIfAbsent(id, key -> numbers.size() + 1);
    }

    /** The end of an id: its random part. */
    public static String shortId(MemoryId id) {
        String text = id.toString();
        return text.substring(text.length() - SHORT);
    }

    /** The memory of a number. */
    Optional<MemoryId> numbered(int number) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** All memories that were shown, in the order of their numbers. */
    public List<MemoryId> ids() {
        return List.copyOf(numbers.keySet());
    }
}
