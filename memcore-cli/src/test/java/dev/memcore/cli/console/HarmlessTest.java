package dev.memcore.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class HarmlessTest {
    @Test
    void whatIsNotThereToBeSeenIsWrittenOut() {
        assertEquals("a\\nb\\tc\\rd", Harmless.of("a\nb\tc\rd"));
        assertEquals("\\u001b]0;title\\u0007", Harmless.of("\u001b]0;title\u0007"));
        assertEquals("\\u009b31m", Harmless.of("\u009b31m"));
        assertEquals("user\\u202etxt.exe", Harmless.of("user\u202etxt.exe"));
        assertEquals("one\\u2028two\\u007f", Harmless.of("one\u2028two\u007f"));
        assertEquals("tag \\udb40\\udc41", Harmless.of("tag " + Character.toString(0xE0041)));
        assertEquals("lone \\ud83d", Harmless.of("lone \ud83d"));
    }

    @Test
    void whatPeopleWriteStays() {
        String family = "\ud83d\udc69\u200d\ud83d\udc67 Zo\u00eb \u05e9\u05dc\u05d5\u05dd \u0646\u200c\u0645 \\n";
        assertEquals(family, Harmless.of(family));
    }

    @Property
    void nothingButOurOwnEmphasisReachesTheTerminal(@ForAll String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(stream, stream, true);
        screen.line(text, Screen.strong(text), Screen.weak(text));
        screen.error(text);
        String shown = out.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "")
                .replaceAll("\u001b\\[[012]m", "");
        assertTrue(
                shown.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x202E || c == 0x2028),
                () -> Harmless.of(shown));
        assertEquals(Harmless.of(text).repeat(4), shown);
    }
}
