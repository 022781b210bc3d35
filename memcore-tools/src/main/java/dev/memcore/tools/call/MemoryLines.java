package dev.memcore.tools.call;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Shows memories in a result, one entry each: id, day, speaker or key, text. */
public final class MemoryLines {
    /** The greatest number of characters of one text, so that a long text does not displace the others. */
    private static final int MOST_CHARS = 1_500;

    private MemoryLines() {}

    /** Returns one entry for each memory, in the same order. */
    public static List<String> of(List<Memory> memories, ZoneId zone) {
        return memories.stream().map(memory -> line(memory, zone)).toList();
    }

    private static String line(Memory memory, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(memory.when().start(), zone);
        return "[" + memory.id() + "] " + day + " " + origin(memory) + cut(memory.text());
    }

    private static String origin(Memory memory) {
        if (memory.speaker() != null) {
            return memory.speaker() + ": ";
        }
        if (memory.role() != null) {
            return memory.role().name().toLowerCase(Locale.ROOT) + ": ";
        }
        return memory.attributes().get(Observation.KEY) instanceof AttributeValue.Text(String key) ? key + ": " : "";
    }

    private static String cut(String text) {
        if (text.length() <= MOST_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
        return text.substring(0, end) + "... (" + text.length() + " characters)";
    }
}
