package dev.memcore.tools.table;

import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The tools of the exact key-value store. */
public final class KeyValueTools {
    private static final String NAMESPACE = "namespace";
    private static final String KEY = "key";
    private static final int LISTED = 50;
    private static final int MOST_LISTED = 500;

    /** The greatest number of characters of a value in a list; {@code kv_get} returns the whole value. */
    private static final int SHOWN_CHARS = 100;

    private final ToolServices services;
    private final KeyValueStore store;

    /** Creates the tools of a space. */
    public KeyValueTools(ToolServices services) {
        this.services = services;
        this.store = new KeyValueStore(services);
    }

    /** Returns the tools. */
    public List<Tool> tools() {
        return List.of(
                new Tool(
                        "kv_put",
                        "Store a value under an exact key, in place of an earlier value.",
                        List.of(namespace(), key(), Parameter.anyText("value", "", services.mostTextChars())),
                        Effect.REPLACES,
                        this::put),
                new Tool(
                        "kv_get",
                        "Read the value of an exact key.",
                        List.of(
                                namespace(),
                                key(),
                                Parameter.integer("start", "First character to show; default 0", 0, Integer.MAX_VALUE)
                                        .optional()),
                        Effect.READS,
                        this::get),
                new Tool(
                        "kv_delete",
                        "Delete a key and its value.",
                        List.of(namespace(), key()),
                        Effect.REPLACES,
                        this::delete),
                new Tool(
                        "kv_list",
                        "List keys and the starts of their values in order. Without a namespace, list the namespaces.",
                        List.of(
                                namespace().optional(),
                                Parameter.text("prefix", "Only keys that start with this", KeyValueStore.MOST_KEY)
                                        .optional(),
                                Parameter.text("after", "Only keys after this one", KeyValueStore.MOST_KEY)
                                        .optional(),
                                Parameter.integer("limit", "Default " + LISTED, 1, MOST_LISTED)
                                        .optional()),
                        Effect.READS,
                        this::list));
    }

    private static Parameter namespace() {
        return Parameter.text(NAMESPACE, "Such as 'prices' or 'prices/2026'", KeyValueStore.MOST_NAMESPACE);
    }

    private static Parameter key() {
        return Parameter.text(KEY, "", KeyValueStore.MOST_KEY);
    }

    private String put(ToolInput input) {
        boolean replaced = store.put(input.text(NAMESPACE), input.text(KEY), input.text("value"));
        return (replaced ? "Replaced the value of " : "Stored ") + shown(input) + ".";
    }

    private String get(ToolInput input) {
        Optional<String> value = store.get(input.text(NAMESPACE), input.text(KEY));
        if (value.isEmpty()) {
            return "There is no value of " + shown(input) + ".";
        }
        return input.rest("start", value.get());
    }

    private String delete(ToolInput input) {
        return store.delete(input.text(NAMESPACE), input.text(KEY))
                ? "Deleted " + shown(input) + "."
                : "There is no value of " + shown(input) + ".";
    }

    private String list(ToolInput input) {
        Optional<String> namespace = input.optionalText(NAMESPACE);
        if (namespace.isEmpty()) {
            return entries(
                    "Namespaces with their numbers of keys:",
                    "There are no namespaces.",
                    store.namespaces().entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .toList());
        }
        SortedMap<String, String> values = store.values(namespace.get());
        String prefix = input.optionalText("prefix").orElse("");
        String after = input.optionalText("after").orElse("");
        return entries(
                "",
                "There are no such keys in " + ShownValue.of(namespace.get()) + ".",
                values.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(prefix)
                                && entry.getKey().compareTo(after) > 0)
                        .limit(input.integer("limit", LISTED))
                        .map(entry -> entry.getKey() + " = " + cut(entry.getValue()))
                        .toList());
    }

    private String entries(String heading, String otherwise, List<String> entries) {
        return entries.isEmpty()
                ? otherwise
                : services.results().list(heading, entries, "Continue with after and the last key that is shown.");
    }

    private static String cut(String value) {
        return value.length() <= SHOWN_CHARS && value.indexOf('\n') < 0
                ? value
                : value.lines()
                                .findFirst()
                                .orElse("")
                                .codePoints()
                                .limit(SHOWN_CHARS)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        + "... (" + value.length() + " characters)";
    }

    private static String shown(ToolInput input) {
        return "key " + ShownValue.of(input.text(KEY)) + " in " + ShownValue.of(input.text(NAMESPACE));
    }
}
