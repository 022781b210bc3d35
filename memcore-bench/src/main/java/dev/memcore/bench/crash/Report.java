package dev.memcore.bench.crash;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.bench.harness.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line from the writing process to its parent, about the memories of one writer.
 *
 * @param kind what happened
 * @param writer which writer
 * @param versions the memories it is about
 */
record Report(Kind kind, int writer, List<Version> versions) {
    /** The kinds of events. */
    enum Kind {
        /** The versions are acknowledged. */
        ACKNOWLEDGED,
        /** Their being forgotten is acknowledged. */
        FORGOTTEN,
        /** They are about to be changed: until the next report, both states are valid. */
        CHANGING,
        /** They are about to be erased: until the next report, they are unchanged or completely erased. */
        ERASING,
        /** Their erasure is acknowledged. */
        ERASED,
        /** Maintenance has committed something; of no memories. */
        MAINTAINED
    }

    /** Copies the list. */
    Report {
        versions = List.copyOf(versions);
    }

    /**
     * A version of a memory.
     *
     * @param sequence the commit that made it
     * @param digest of all it says
     * @param word the unique word of its text
     */
    record Version(MemoryId id, int version, long sequence, String digest, String word) {
        static Version of(Memory memory) {
            return new Version(
                    memory.id(),
                    memory.version(),
                    memory.sequence(),
                    Digest.of(memory),
                    SealedText.word(memory.text()));
        }
    }

    static Report of(Kind kind, int writer, Collection<Memory> memories) {
        return new Report(kind, writer, memories.stream().map(Version::of).toList());
    }

    /** The report in one line. */
    String line() {
        return kind + " " + writer + " "
                + versions.stream()
                        .map(v -> v.id + "," + v.version + "," + v.sequence + "," + v.digest + "," + v.word)
                        .collect(Collectors.joining(" "));
    }

    /** The report of a line. */
    static Report parse(String line) {
        String[] words = line.split(" ", -1);
        List<Version> versions = new ArrayList<>();
        for (int i = 2; i < words.length && !words[i].isEmpty(); i++) {
            String[] parts = words[i].split(",", -1);
            versions.add(new Version(
                    MemoryId.parse(parts[0]),
                    Integer.parseInt(parts[1]),
                    Long.parseLong(parts[2]),
                    parts[3],
                    parts[4]));
        }
        return new Report(Kind.valueOf(words[0]), Integer.parseInt(words[1]), versions);
    }
}
