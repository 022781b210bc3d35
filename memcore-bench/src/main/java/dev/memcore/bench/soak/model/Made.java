package dev.memcore.bench.soak.model;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a step.
 *
 * @param versions the new versions, by the numbers of their memories; in the order of the step
 * @param code why it failed, or null: it did not
 * @param at the moment that was noted, or null
 */
public record Made(
        List<Version> versions,
        @Nullable ErrorCode code,
        @Nullable Instant at) {
    /** A step that changed nothing. */
    static final Made NOTHING = new Made(List.of(), null, null);

    /** The mark in the journal of a step that did not happen. */
    private static final String SKIPPED = "skipped";

    private static final String OK = "ok";

    /** Copies the list. */
    public Made {
        versions = List.copyOf(versions);
    }

    /**
     * A version of a memory.
     *
     * @param number of the memory
     * @param version its number
     * @param sequence the commit that made it
     */
    public record Version(int number, MemoryId id, int version, long sequence) {
        static Version of(int number, Memory memory) {
            return new Version(number, memory.id(), memory.version(), memory.sequence());
        }
    }

    static Made of(int first, List<Memory> memories) {
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < memories.size(); i++) {
            versions.add(Version.of(first + i, memories.get(i)));
        }
        return new Made(versions, null, null);
    }

    static Made of(int number, Memory memory) {
        return of(number, List.of(memory));
    }

    /** A step that failed, as it may. */
    public static Made failed(ErrorCode code) {
        return new Made(List.of(), code, null);
    }

    static Made at(Instant moment) {
        return new Made(List.of(), null, moment);
    }

    /** Whether the step was done. */
    public boolean ok() {
        return code == null;
    }

    /** This in one line. */
    public String line() {
        StringBuilder line = new StringBuilder(code == null ? OK : code.name());
        if (at != null) {
            line.append(" @").append(at.toEpochMilli());
        }
        versions.forEach(v -> line.append(' ')
                .append(v.number)
                .append(',')
                .append(v.id)
                .append(',')
                .append(v.version)
                .append(',')
                .append(v.sequence));
        return line.toString();
    }

    /** Returns the line in the journal for a step that did not happen. */
    public static String skipped() {
        return SKIPPED;
    }

    /** Parses a line; null: the step did not happen. */
    public static @Nullable Made parse(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals(SKIPPED)) {
            return null;
        }
        Instant at = null;
        List<Version> versions = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            if (words[i].startsWith("@")) {
                at = Instant.ofEpochMilli(Long.parseLong(words[i].substring(1)));
            } else {
                String[] parts = words[i].split(",", -1);
                versions.add(new Version(
                        Integer.parseInt(parts[0]),
                        MemoryId.parse(parts[1]),
                        Integer.parseInt(parts[2]),
                        Long.parseLong(parts[3])));
            }
        }
        return new Made(versions, words[0].equals(OK) ? null : ErrorCode.valueOf(words[0]), at);
    }
}
