package dev.memcore.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlQueryTest {
    private final TwoTenants store = new TwoTenants();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(source());
    private final MemoryTools tools = MemoryTools.builder(store.bob)
            .groups(ToolGroup.TABLES)
            .dataSource(pool, "orders", "items")
            .build();

    private static JdbcDataSource source() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:tools");
        return source;
    }

    @BeforeEach
    void fill() throws SQLException {
        update(
                "drop all objects",
                "create table orders(id int primary key, customer varchar(100), total decimal(8, 2), note clob,"
                        + " picture blob)",
                "create table items(order_id int, name varchar(100))",
                "create table secrets(word varchar(100))",
                "insert into secrets values ('canary')",
                "insert into items values (1, 'tea'), (1, 'cup'), (2, 'pot')");
        for (int i = 1; i <= 60; i++) {
            update("insert into orders values (" + i + ", 'c" + i % 3 + "', " + i + ".5, null, null)");
        }
    }

    @AfterEach
    void close() {
        pool.dispose();
        store.close();
    }

    @Test
    void tablesAreRead() {
        assertEquals(
                "CUSTOMER | N | SUM\nc0 | 20 | 640.00\nc1 | 20 | 600.00",
                ok("select customer, count(*) n, sum(total) \"SUM\" from orders o group by customer having"
                        + " sum(total) < 650 and customer in ('c0', 'c1') order by customer;"));
        assertEquals(
                "ID | NAME\n1 | cup\n1 | tea\n2 | pot",
                ok("SELECT o.id, i.name FROM orders AS o INNER JOIN items i ON o.id = i.order_id ORDER BY 1, 2"));
        assertEquals("C\n3", ok("select count(*) c from (select distinct customer, 1 x from orders) t"));
        assertEquals(
                "C\n2",
                ok("select count(*) c from orders, items where id = order_id and exists (select 1 from items) and"
                        + " name <> 'pot'"));
        assertEquals(
                "The query found no rows.", ok("select id from orders where customer = 'it''s; drop table orders --'"));
    }

    @Test
    void resultsHaveLimits() throws SQLException {
        String all = ok("select id from orders order by id");
        assertEquals(52, all.lines().count());
        assertTrue(all.endsWith("[Only the first 50 rows are shown. Use a condition or an aggregate.]"), all);
        update("update orders set note = repeat('long note ', 1000), picture = x'0102' where id = 1");
        String row = ok("select note, picture, customer from orders where id <= 2 order by id");
        assertEquals("NOTE | PICTURE | CUSTOMER", row.lines().findFirst().orElseThrow());
        assertTrue(row.contains("long note ... | (binary, 2 bytes) | c1\nnull | null | c2"), row);
        assertTrue(row.length() < 300, row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from orders",
                "update orders set total = 0",
                "insert into orders(id) values (100)",
                "drop table orders",
                "select id from orders; drop table orders",
                "select id from orders; select 1",
                "select id into copied from orders",
                "with x as (select 1) select * from x",
                "explain select id from orders",
                "call 1",
                "values (1)",
                "table orders",
                "(select id from orders)",
                "",
                ";",
                "select id from orders for update",
                "select word from secrets",
                "select word from \"SECRETS\"",
                "select word from public.secrets",
                "select id from orders, secrets",
                "select id from orders o, secrets s",
                "select id from orders join secrets on true",
                "select id from orders o natural join secrets",
                "select id from orders straight_join secrets",
                "select id from orders o x, items",
                "select (select word from secrets) from orders",
                "select id from orders where customer in (select word from secrets)",
                "select id from (select word id from secrets) t",
                "select id from (orders join secrets on true)",
                "select id from (items, secrets)",
                "select 1from secrets",
                "select 1.5e3from secrets",
                "select .5from secrets",
                "select id from orders union select 1 from secrets",
                "select id from orders union all table secrets",
                "select id from orders /* comment */",
                "select id from orders -- comment",
                "select id from orders # comment",
                "select id from `secrets`",
                "select id from [secrets]",
                "select $$a$$ from orders",
                "select q'!a'!' from secrets",
                "select e'\\'' from orders",
                "select id from orders where customer = 'a\\' or 1=1'",
                "select id from orders where customer = 'open",
                "select file_read('/etc/passwd') from orders",
                "select \"FILE_READ\"('/etc/passwd') from orders",
                "select * from csvread('/etc/passwd')",
                "select csvwrite('/x', 'select 1') from orders",
                "select link_schema('a','b','c','d','e','f') from orders",
                "select * from information_schema.users",
                "select * from users",
                "select id from orders o cross apply secrets",
                "select id from orders where id = ?",
                "select {fn user()} from orders",
                "select id from orders)",
                "select id from (orders",
                "select id from",
                "select sleep(10) from orders"
            })
    void anythingButOneSelectOfTheTablesIsRefused(String sql) throws SQLException {
        ToolResult result = call(sql);
        assertTrue(result.error(), () -> sql + ": " + result.text());
        assertFalse(result.text().contains("canary"));
        assertFalse(result.text().startsWith("The database refused"), () -> "only the database refused " + sql);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from orders")) {
            assertTrue(count.next());
            assertEquals(60, count.getInt(1));
        }
    }

    @Test
    void anErrorOfTheDatabaseIsAMessage() {
        ToolResult result = call("select no_such_column from orders");
        assertTrue(result.error());
        assertTrue(
                result.text().startsWith("The database refused the query: Column \"NO_SUCH_COLUMN\" not found"),
                result.text());
    }

    @Test
    void aConnectionIsGivenBackAsItWas() throws SQLException {
        ok("select id from orders where id = 1");
        try (Connection connection = pool.getConnection()) {
            assertTrue(connection.getAutoCommit());
        }
        assertEquals(0, pool.getActiveConnections());
    }

    private String ok(String sql) {
        ToolResult result = call(sql);
        assertFalse(result.error(), () -> sql + ": " + result.text());
        return result.text();
    }

    private ToolResult call(String sql) {
        return tools.call(
                "sql_query",
                JsonNodeFactory.instance.objectNode().put("sql", sql).toString());
    }

    private void update(String... statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
