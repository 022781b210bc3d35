package dev.memcore.tools;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.testkit.ManualClock;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A store in memory with a space of Bob at Acme and one of Eve at Globex. */
final class TwoTenants implements AutoCloseable {
    static final Scope BOB = Scope.of("acme", "bob");
    static final Scope EVE = Scope.of("globex", "eve");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    final MemoryManager manager =
            Memcore.builder().clock(clock).withoutEmbedder().build();
    final MemorySpace bob = manager.space(BOB);
    final MemorySpace eve = manager.space(EVE);

    /** The text of a call that must succeed. Single quotes in the arguments stand for double quotes. */
    static String ok(MemoryTools tools, String name, String arguments) {
        ToolResult result = tools.call(name, arguments.replace('\'', '"'));
        assertFalse(result.error(), () -> name + " " + arguments + ": " + result.text());
        return result.text();
    }

    /** The message of a call that must fail. Single quotes in the arguments stand for double quotes. */
    static String fails(MemoryTools tools, String name, String arguments) {
        ToolResult result = tools.call(name, arguments.replace('\'', '"'));
        assertTrue(result.error(), () -> name + " " + arguments + ": " + result.text());
        return result.text();
    }

    /** The first memory id of a text. */
    static String id(String text) {
        Matcher matcher = ID.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group();
    }

    @Override
    public void close() {
        assertTrue(manager.check().ok(), () -> manager.check().toString());
        manager.close();
    }
}
