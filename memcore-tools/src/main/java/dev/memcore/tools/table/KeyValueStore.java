package dev.memcore.tools.table;

import dev.memcore.tools.block.StoredTexts;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolServices;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Exact values by namespace and key. Keys are compared character by character and sorted by {@link String#compareTo}. Each value
 * is a block, so it has a history. Thread-safe.
 */
final class KeyValueStore {
    static final int MOST_NAMESPACE = 64;
    static final int MOST_KEY = 100;

    private static final String PREFIX = "/kv/";

    /** Ends a namespace in the name of a block. A namespace contains no two slashes in a row, and does not end with one. */
    private static final String SEPARATOR = "//";

    private static final Pattern NAMESPACE = Pattern.compile("[\\p{L}\\p{N}._-]+(/[\\p{L}\\p{N}._-]+)*");

    private final StoredTexts texts;

    KeyValueStore(ToolServices services) {
        texts = new StoredTexts(services, PREFIX, "kv_put");
    }

    Optional<String> get(String namespace, String key) {
        return texts.get(name(namespace, key));
    }

    /** Stores a value. Returns whether it replaced one. */
    boolean put(String namespace, String key, String value) {
        String name = name(namespace, key);
        return texts.alone(() -> {
            boolean replaced = texts.get(name).isPresent();
            texts.put(name, value);
            return replaced;
        });
    }

    boolean delete(String namespace, String key) {
        return texts.remove(name(namespace, key));
    }

    /** The values of a namespace by key, in order. O(blocks of the scope). */
    SortedMap<String, String> values(String namespace) {
        String start = PREFIX + namespace(namespace) + SEPARATOR;
        SortedMap<String, String> values = new TreeMap<>();
        texts.all().forEach((name, value) -> {
            if (name.startsWith(start)) {
                values.put(name.substring(start.length()), value);
            }
        });
        return values;
    }

    /** The namespaces with their numbers of keys, in order. O(blocks of the scope). */
    SortedMap<String, Integer> namespaces() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        texts.all().keySet().forEach(name -> {
            int end = name.indexOf(SEPARATOR, PREFIX.length());
            if (end > 0) {
                sizes.merge(name.substring(PREFIX.length(), end), 1, Integer::sum);
            }
        });
        return sizes;
    }

    private static String name(String namespace, String key) {
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw new ToolFailure(
                    "Argument 'key' must not contain control characters, but is " + ShownValue.of(key) + ".");
        }
        return PREFIX + namespace(namespace) + SEPARATOR + key;
    }

    private static String namespace(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new ToolFailure(
                    "Argument 'namespace' must consist of letters, digits, '.', '_' and '-', with single slashes"
                            + " between parts, but is " + ShownValue.of(namespace) + ".");
        }
        return namespace;
    }
}
