package dev.memcore.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Block;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.TokenCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Makes random calls for one user. Keeps models of the key-value store and of the files, and compares each result with them. Every
 * text that it stores has its own canary, and no result may have the other one's.
 */
final class ScriptedAgent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST_TOKENS = 400;
    private static final String[] WORDS = {
        "tea", "train", "Lisbon", "roadmap", "Ann", "price", "likes", "works for", "nine"
    };

    private final MemorySpace space;
    private final MemoryTools tools;
    private final String canary;
    private final String foreignCanary;
    private final Random random;
    private final Map<String, String> values = new TreeMap<>();
    private final ReferenceFiles files = new ReferenceFiles();
    private final List<String> ids = new ArrayList<>();
    private final List<String> foreignIds = new ArrayList<>();
    int errors;

    ScriptedAgent(MemorySpace space, DataSource source, String canary, String foreignCanary, Random random) {
        this.space = space;
        this.canary = canary;
        this.foreignCanary = foreignCanary;
        this.random = random;
        tools = MemoryTools.builder(space)
                .groups(ToolGroup.values())
                .session("session")
                .dataSource(source, "orders")
                .limits(ToolLimits.ofDefaults().withResultTokens(MOST_TOKENS))
                .build();
    }

    /** Ids that the agent must not be able to use, although it knows them. */
    void learn(List<String> others) {
        foreignIds.addAll(others);
    }

    List<String> ids() {
        return ids;
    }

    /** Makes one call, and checks its result. */
    void step() throws IOException {
        int choice = random.nextInt(10);
        if (choice < 2) {
            keyValue();
        } else if (choice < 5) {
            file();
        } else {
            List<ToolDescriptor> all = tools.descriptors();
            ToolDescriptor tool = all.get(random.nextInt(all.size()));
            boolean broken = random.nextInt(5) == 0;
            boolean exact = tool.name().startsWith("kv_") || tool.name().equals("memory");
            call(
                    random.nextInt(50) == 0 ? HostileJson.text(random) : tool.name(),
                    broken
                            ? HostileJson.refused(random)
                            : exact ? "{\"command\": 1}" : arguments(tool).toString());
        }
    }

    private ToolResult call(String name, String arguments) {
        ToolResult result = tools.call(name, arguments);
        String shown = name + " " + arguments.substring(0, Math.min(500, arguments.length())) + " -> " + result;
        assertFalse(result.text().contains(foreignCanary), shown);
        assertFalse(result.text().contains("secret word"), shown);
        assertTrue(TokenCounter.approximate().count(result.text()) <= MOST_TOKENS, shown);
        errors += result.error() ? 1 : 0;
        Matcher matcher = ID.matcher(result.text());
        if (!result.error() && ids.size() < 500 && matcher.find()) {
            ids.add(matcher.group());
        }
        return result;
    }

    /** Random arguments that fit the schema, with hostile texts among them. */
    private ObjectNode arguments(ToolDescriptor tool) throws IOException {
        JsonNode schema = JSON.readTree(tool.schema());
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
            boolean required = schema.path("required")
                    .valueStream()
                    .anyMatch(name -> name.asText().equals(property.getKey()));
            if (required || random.nextInt(3) == 0) {
                value(arguments, property.getKey(), property.getValue());
            }
        }
        return arguments;
    }

    private void value(ObjectNode arguments, String name, JsonNode type) {
        switch (type.get("type").asText()) {
            case "string" -> arguments.put(name, text(name, type));
            case "integer" -> arguments.put(name, random.nextInt(6) == 0 ? random.nextInt() : 1 + random.nextInt(5));
            case "boolean" -> arguments.put(name, random.nextBoolean());
            default -> arguments.putArray(name).add(text(name, type.get("items")));
        }
    }

    private String text(String name, JsonNode type) {
        if (random.nextInt(8) == 0) {
            return HostileJson.text(random);
        }
        if (type.has("enum")) {
            return type.get("enum").get(random.nextInt(type.get("enum").size())).asText();
        }
        return switch (name) {
            case "id", "after" -> id();
            case "label" -> random.nextBoolean() ? "human" : "persona";
            case "date", "from", "to", "start_date", "end_date", "start_datetime", "end_datetime" ->
                random.nextBoolean() ? "Lisbon " + random.nextInt(5) : "2026-03-0" + (1 + random.nextInt(9));
            case "sql" -> "select " + (random.nextBoolean() ? "id from orders" : "word from secrets");
            case "kind" -> random.nextBoolean() ? "note" : "block";
            case "query" -> words();
            default -> words() + " " + canary;
        };
    }

    private String id() {
        boolean foreign = !foreignIds.isEmpty() && random.nextInt(3) == 0;
        List<String> from = foreign ? foreignIds : ids;
        return from.isEmpty() ? "00000000-0000-0000-0000-000000000000" : from.get(random.nextInt(from.size()));
    }

    private String words() {
        return WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)];
    }

    private void keyValue() {
        String key = "key " + random.nextInt(10);
        String namespace = random.nextInt(6) == 0 ? HostileJson.text(random) : "n" + random.nextInt(3);
        boolean valid =
                (namespace.startsWith("n") && namespace.length() == 2) || namespace.matches("globex|null|[0-]{36}");
        ObjectNode arguments = JsonNodeFactory.instance
                .objectNode()
                .put("namespace", namespace)
                .put("key", key);
        String name = namespace + "//" + key;
        switch (random.nextInt(3)) {
            case 0 -> {
                String value = random.nextInt(4) == 0 ? HostileJson.text(random) : words() + " " + canary;
                boolean fits = value.length() <= ToolLimits.ofDefaults().textChars();
                assertEquals(
                        valid && fits,
                        !call("kv_put", arguments.put("value", value).toString())
                                .error(),
                        name);
                if (valid && fits) {
                    values.put(name, value);
                }
            }
            case 1 -> {
                ToolResult result = call("kv_get", arguments.toString());
                assertEquals(valid, !result.error(), name);
                if (valid && values.containsKey(name) && values.get(name).length() < 200) {
                    assertEquals(values.get(name), result.text());
                }
            }
            default -> {
                ToolResult result = call("kv_delete", arguments.toString());
                assertEquals(valid && values.remove(name) != null, result.text().startsWith("Deleted"), name);
            }
        }
    }

    private void file() {
        String path = path();
        boolean valid = path.startsWith("/memories/d");
        String text = random.nextInt(4) == 0 ? HostileJson.text(random) : words() + "\n" + canary;
        boolean fits = text.length() <= ToolLimits.ofDefaults().textChars();
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        boolean expected;
        switch (random.nextInt(4)) {
            case 0 -> {
                arguments.put("command", "create").put("path", path).put("file_text", text);
                expected = valid && fits && files.create(path, text);
            }
            case 1 -> {
                String old = words().split(" ")[0];
                arguments
                        .put("command", "str_replace")
                        .put("path", path)
                        .put("old_str", old)
                        .put("new_str", "[" + old + "]");
                expected = valid && files.replace(path, old, "[" + old + "]");
            }
            case 2 -> {
                arguments.put("command", "delete").put("path", path);
                expected = valid && files.delete(path);
            }
            default -> {
                String to = path();
                arguments.put("command", "rename").put("old_path", path).put("new_path", to);
                expected = valid && to.startsWith("/memories/d") && files.rename(path, to);
            }
        }
        assertEquals(expected, !call("memory", arguments.toString()).error(), arguments::toString);
    }

    private String path() {
        return switch (random.nextInt(8)) {
            case 0 -> HostileJson.text(random);
            case 1 -> "/memories/d" + random.nextInt(2);
            default -> "/memories/d" + random.nextInt(2) + "/f" + random.nextInt(4);
        };
    }

    /** Compares the blocks of the space with the models. */
    void checkState() {
        Map<String, String> stored = space.blocks().list().stream()
                .collect(Collectors.toMap(Block::name, block -> decoded(block.text()), (a, b) -> a, TreeMap::new));
        Map<String, String> expected = new TreeMap<>(files.texts);
        values.forEach((name, value) -> expected.put("/kv/" + name, value));
        stored.keySet().removeIf(name -> !name.startsWith("/memories/") && !name.startsWith("/kv/"));
        assertEquals(expected, stored);
        space.stream(MemoryFilter.any().everywhere())
                .forEach(memory -> assertFalse(memory.text().contains(foreignCanary), memory::toString));
    }

    private static String decoded(String text) {
        return text.startsWith("\u2400") ? text.substring(1) : text;
    }
}
