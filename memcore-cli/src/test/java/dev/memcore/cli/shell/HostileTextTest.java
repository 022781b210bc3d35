package dev.memcore.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.cli.console.Harmless;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was remembered may want to drive the terminal; it does not. */
final class HostileTextTest {
    private static final String HOSTILE = "\u001b[2Jcleared \u009b31mred \u001b]0;owned\u0007 \u202eelif\u202c\r"
            + "acme/user=bob> remember faked\n#1 00000001  forged line\u2028\u0000\u007f\u0008";

    @Test
    void noCommandLetsItThrough() {
        try (Rig rig = new Rig()) {
            MemorySpace bob = rig.store.space(Rig.BOB);
            Memory memory = bob.remember(Observation.builder("peanuts " + HOSTILE)
                    .session("s\u202e1")
                    .speaker("Mal\u2066lory")
                    .attribute("note", HOSTILE)
                    .build());
            bob.apply(List.of(new MemoryOp.Adjust(
                    memory.id(), 0.9, null, null, null, null, Cause.of("ac\u202etor", "rea\u2067son"))));
            bob.blocks().set("na\u202eme", HOSTILE);
            String lines = """
                list --hidden
                recall peanuts
                get 0001
                history 0001
                as-of 2030-01-01 get 0001
                block list
                block show na\u202eme
                erase 0001
                get \u001b[31mred
                recall --\u001bx y
                \u001b]0;owned\u0007
                link 0001 0002 \u001bt
                scope --user e\u202eve
                remember peanuts \u001b[31m
                """;
            Rig.Result result = rig.run(false, true, lines.getBytes(StandardCharsets.UTF_8));
            String shown = (result.out() + result.errors()).replaceAll("\u001b\\[[012]m", "");
            assertTrue(shown.contains("cleared \\u009b31mred"), shown);
            assertTrue(shown.lines().noneMatch(line -> line.startsWith("acme/user=bob> ")), shown);
            assertTrue(
                    shown.lines().noneMatch(line -> line.contains("forged") && line.startsWith("#1 00000001  forged")));
            assertEquals(Harmless.of(shown.replace("\n", "")), shown.replace("\n", ""));
        }
    }
}
