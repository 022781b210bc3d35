package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.fails;
import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeyValueTest {
    private final TwoTenants store = new TwoTenants();
    private final MemoryTools tools =
            MemoryTools.builder(store.bob).groups(ToolGroup.TABLES).build();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void valuesAreExact() {
        assertEquals("Stored key 'Tea' in 'prices'.", put("prices", "Tea", "3.50"));
        assertEquals("Stored key 'tea' in 'prices'.", put("prices", "tea", "4"));
        assertEquals("Replaced the value of key 'tea' in 'prices'.", put("prices", "tea", ""));
        put("prices", " tea", "\\n ");
        put("prices/2026", "tea", "\u2400");
        assertEquals("3.50", get("prices", "Tea"));
        assertEquals("", get("prices", "tea"));
        assertEquals("\n ", get("prices", " tea"));
        assertEquals("\u2400", get("prices/2026", "tea"));
        assertEquals("There is no value of key 'TEA' in 'prices'.", get("prices", "TEA"));
        assertEquals("Deleted key 'tea' in 'prices'.", ok(tools, "kv_delete", "{'namespace': 'prices', 'key': 'tea'}"));
        assertEquals(
                "There is no value of key 'tea' in 'prices'.",
                ok(tools, "kv_delete", "{'namespace': 'prices', 'key': 'tea'}"));
        assertEquals("\u2400", get("prices/2026", "tea"));
    }

    @Test
    void keysAreListedInOrder() {
        for (String key : new String[] {"b/2", "a", "b", "b/1", "/c", "B"}) {
            put("n", key, "value of " + key);
        }
        put("n/m", "a", "x");
        assertEquals("""
            /c = value of /c
            B = value of B
            a = value of a
            b = value of b
            b/1 = value of b/1
            b/2 = value of b/2\
            """, ok(tools, "kv_list", "{'namespace': 'n'}"));
        assertEquals(
                "b/1 = value of b/1\nb/2 = value of b/2", ok(tools, "kv_list", "{'namespace': 'n', 'prefix': 'b/'}"));
        assertEquals("b = value of b", ok(tools, "kv_list", "{'namespace': 'n', 'after': 'a', 'limit': 1}"));
        assertEquals("There are no such keys in 'm'.", ok(tools, "kv_list", "{'namespace': 'm'}"));
        assertEquals("Namespaces with their numbers of keys:\nn: 6\nn/m: 1", ok(tools, "kv_list", ""));
    }

    @Test
    void aLongValueIsReadInParts() {
        String value = "0123456789".repeat(1_000);
        put("n", "long", value);
        assertEquals(
                "0123456789".repeat(10) + "... (10000 characters)",
                ok(tools, "kv_list", "{'namespace': 'n'}").substring("long = ".length()));
        String start = get("n", "long");
        assertTrue(start.endsWith(" of 10000 characters are shown, because the result is too long.]"), start);
        assertEquals("789", ok(tools, "kv_get", "{'namespace': 'n', 'key': 'long', 'start': 9997}"));
        assertTrue(fails(tools, "kv_get", "{'namespace': 'n', 'key': 'long', 'start': 10001}")
                .contains("at most 10000"));
    }

    @Test
    void aNamespaceHasAForm() {
        for (String namespace : new String[] {"a//b", "/a", "a/", "a b", "..%2f", "a\\\\b"}) {
            assertTrue(
                    fails(tools, "kv_put", "{'namespace': '" + namespace + "', 'key': 'k', 'value': 'v'}")
                            .startsWith("Argument 'namespace' must consist of letters"),
                    namespace);
        }
        assertTrue(
                fails(tools, "kv_get", "{'namespace': 'n', 'key': 'a\\u0000b'}").contains("control characters"));
    }

    private String put(String namespace, String key, String value) {
        return ok(
                tools, "kv_put", "{'namespace': '" + namespace + "', 'key': '" + key + "', 'value': '" + value + "'}");
    }

    private String get(String namespace, String key) {
        return ok(tools, "kv_get", "{'namespace': '" + namespace + "', 'key': '" + key + "'}");
    }
}
