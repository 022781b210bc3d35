package dev.memcore.mcp;

import dev.memcore.mcp.protocol.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Messages that a broken or hostile client may send: bytes, JSON, JSON-RPC, and arguments of tools. */
final class RandomMessages {
    private static final List<String> METHODS = List.of(
            "initialize",
            "ping",
            "tools/list",
            "tools/call",
            "resources/list",
            "resources/read",
            "resources/templates/list",
            "prompts/list",
            "prompts/get",
            "completion/complete",
            "logging/setLevel",
            "server/discover",
            "subscriptions/listen",
            "sampling/createMessage",
            "notifications/cancelled",
            "",
            "tools/\u0000call",
            "__proto__");

    private static final List<String> NAMES = List.of(
            "text",
            "key",
            "date",
            "session",
            "role",
            "query",
            "limit",
            "from",
            "to",
            "question",
            "tokens",
            "id",
            "first",
            "entities",
            "relations",
            "observations",
            "entityNames",
            "deletions",
            "names",
            "name",
            "uri",
            "cursor",
            "_meta",
            "arguments",
            "protocolVersion",
            "capabilities",
            "clientInfo",
            "tenant",
            "user",
            "scope",
            "__proto__",
            "");

    private static final List<String> TEXTS = List.of(
            "tea",
            "",
            " ",
            "\u0000",
            "\ud800",
            "\ud83d\ude00".repeat(40),
            "\u202eabc\u2066",
            "a".repeat(25_000),
            "2026-02-30",
            "9999999999-01-01",
            "'; drop table memories; --",
            "../../etc/passwd",
            "memcore://facts",
            "memory://knowledge-graph",
            "acme/user=bob",
            "*",
            "key:\"value\" AND (",
            "00000000-0000-0000-0000-000000000000",
            "2025-11-25",
            "\n\r\t{}[]\\\"");

    private static final List<String> BROKEN = List.of(
            "",
            "{",
            "}",
            "[]",
            "null",
            "true",
            "42",
            "\"text\"",
            "{} {}",
            "{\"jsonrpc\":\"2.0\"",
            "{'jsonrpc':'2.0'}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}",
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
            "{\"jsonrpc\":\"2.0\",\"id\":NaN,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1e999999999,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(200) + ",\"method\":\"ping\"}",
            "[".repeat(20_000),
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            "\ufeff{}",
            "<xml/>",
            "GET / HTTP/1.1");

    private final Random random;
    private final List<String> tools;

    RandomMessages(long seed, List<String> tools) {
        this.random = new Random(seed);
        this.tools = tools;
    }

    /** The next message, without a line break. */
    byte[] next() {
        return switch (random.nextInt(10)) {
            case 0 -> bytes();
            case 1 -> BROKEN.get(random.nextInt(BROKEN.size())).getBytes(StandardCharsets.UTF_8);
            case 2 -> damaged(json(request()));
            case 3 -> json(envelope());
            default -> json(request());
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return withoutBreaks(bytes);
    }

    private byte[] damaged(byte[] message) {
        byte[] damaged = message.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return withoutBreaks(damaged);
    }

    private static byte[] withoutBreaks(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? (byte) ' ' : bytes[i];
        }
        return bytes;
    }

    /** An object whose members are of JSON-RPC, with any values. */
    private Map<String, Object> envelope() {
        Map<String, Object> message = new LinkedHashMap<>();
        for (String name : List.of("jsonrpc", "id", "method", "params", "result", "error")) {
            if (random.nextBoolean()) {
                message.put(name, random.nextBoolean() ? value(3) : name.equals("jsonrpc") ? "2.0" : method());
            }
        }
        return message;
    }

    /** A request that is almost right. */
    private Map<String, Object> request() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", random.nextInt(1_000_000));
        boolean call = random.nextInt(3) > 0;
        message.put("method", call ? "tools/call" : method());
        Map<String, Object> params = object(3);
        if (call) {
            params.put("name", random.nextInt(20) == 0 ? value(1) : tools.get(random.nextInt(tools.size())));
            params.put("arguments", random.nextInt(20) == 0 ? value(2) : object(4));
        }
        if (random.nextInt(6) == 0) {
            Map<String, Object> meta = new LinkedHashMap<>();
            meta.put("io.modelcontextprotocol/protocolVersion", random.nextBoolean() ? "2026-07-28" : value(1));
            meta.put("io.modelcontextprotocol/clientCapabilities", random.nextBoolean() ? Map.of() : value(2));
            params.put("_meta", meta);
        }
        message.put("params", random.nextInt(20) == 0 ? value(2) : params);
        return message;
    }

    private String method() {
        return METHODS.get(random.nextInt(METHODS.size()));
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.put(NAMES.get(random.nextInt(NAMES.size())), value(depth - 1));
        }
        return object;
    }

    private Object value(int depth) {
        int kind = random.nextInt(depth > 0 ? 8 : 6);
        return switch (kind) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(5) - 1;
            case 2 -> random.nextDouble() * 1e300;
            case 3 -> random.nextBoolean();
            case 4, 5 -> TEXTS.get(random.nextInt(TEXTS.size()));
            case 6 -> object(depth);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
        };
    }

    private static byte[] json(Map<String, Object> message) {
        return JsonText.write(message).getBytes(StandardCharsets.UTF_8);
    }
}
