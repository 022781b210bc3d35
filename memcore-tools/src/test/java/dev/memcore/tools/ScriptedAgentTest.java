package dev.memcore.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Role;
import dev.memcore.testkit.ManyThreads;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptedAgentTest {
    private static final int CALLS = 1_000;
    private static final String BOBS = "CANARY-BOB";
    private static final String EVES = "CANARY-EVE";

    private final TwoTenants store = new TwoTenants();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:agent", "", "");

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop all objects");
            statement.execute("create table orders(id int)");
            statement.execute("create table secrets(word varchar(100))");
            statement.execute("insert into orders values (1), (2)");
            statement.execute("insert into secrets values ('secret word')");
        }
        for (int i = 0; i < 5; i++) {
            store.bob.session("session").add(Role.USER, "The train to Lisbon " + i + " " + BOBS);
            store.eve.session("session").add(Role.USER, "The train to Lisbon " + i + " " + EVES);
            store.eve.remember("Ann likes tea " + i + " " + EVES);
        }
    }

    @AfterEach
    void close() {
        pool.dispose();
        store.close();
    }

    /** The seed is part of the name of the test. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void randomCallsCorruptNothingAndStayInTheirScope(long seed) throws IOException {
        Random random = new Random(seed);
        ScriptedAgent bob = new ScriptedAgent(store.bob, pool, BOBS, EVES, random);
        ScriptedAgent eve = new ScriptedAgent(store.eve, pool, EVES, BOBS, random);
        for (int i = 0; i < CALLS; i++) {
            (random.nextInt(3) == 0 ? eve : bob).step();
            if (i % 100 == 99) {
                store.clock.advance(Duration.ofHours(5));
                bob.checkState();
                eve.checkState();
                bob.learn(List.copyOf(eve.ids()));
                eve.learn(List.copyOf(bob.ids()));
            }
        }
        int errors = bob.errors + eve.errors;
        assertTrue(errors > CALLS / 5 && errors < CALLS * 4 / 5, () -> errors + " of " + CALLS + " calls failed");
    }

    @Test
    void severalThreadsAppendToOneSectionAndOneFile() throws Exception {
        MemoryTools tools = MemoryTools.builder(store.bob)
                .groups(ToolGroup.BLOCKS, ToolGroup.FILES, ToolGroup.TABLES, ToolGroup.TRIPLES)
                .build();
        MemoryTools others = MemoryTools.builder(store.bob)
                .groups(ToolGroup.BLOCKS, ToolGroup.FILES, ToolGroup.TABLES, ToolGroup.TRIPLES)
                .build();
        TwoTenants.ok(tools, "memory", "{'command': 'create', 'path': '/memories/log', 'file_text': 'start\\n'}");
        TwoTenants.ok(tools, "core_memory_append", "{'label': 'human', 'content': 'start'}");
        AtomicInteger numbers = new AtomicInteger();
        int rounds = 5;
        List<Integer> threads = ManyThreads.call(() -> {
            for (int i = 0; i < rounds; i++) {
                int n = numbers.incrementAndGet();
                MemoryTools used = n % 2 == 0 ? tools : others;
                TwoTenants.ok(used, "core_memory_append", "{'label': 'human', 'content': 'line " + n + "'}");
                TwoTenants.ok(
                        used,
                        "memory",
                        "{'command': 'insert', 'path': '/memories/log', 'insert_line': 1, 'insert_text': 'line " + n
                                + "'}");
                TwoTenants.ok(used, "kv_put", "{'namespace': 'n', 'key': 'k" + n + "', 'value': '" + n + "'}");
                TwoTenants.ok(tools, "triple_write", "{'subject': 'a', 'relation': 'b', 'object': 'c" + n % 4 + "'}");
            }
            return rounds;
        });
        int count = threads.size() * rounds;
        List<String> expected = new ArrayList<>(List.of("start"));
        for (int n = 1; n <= count; n++) {
            expected.add("line " + n);
        }
        expected.sort(null);
        assertEquals(expected, lines("human"));
        assertEquals(expected, lines("/memories/log"));
        assertEquals("Namespaces with their numbers of keys:\nn: " + count, TwoTenants.ok(tools, "kv_list", ""));
        assertEquals(
                4,
                TwoTenants.ok(tools, "triple_read", "{'subject': 'a'}").lines().count());
    }

    private List<String> lines(String block) {
        return store.bob
                .blocks()
                .get(block)
                .orElseThrow()
                .text()
                .lines()
                .sorted()
                .toList();
    }
}
