package dev.memcore.bench.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts violated guarantees by kind, and keeps descriptions of the first few. For one thread. */
final class Faults {
    /** The kinds of violated guarantees. */
    enum Kind {
        /** An acknowledged memory, version or removal is missing. */
        LOST("lost"),
        /** The content of a memory differs from what was written. */
        CORRUPT("corrupt"),
        /** Only a part of a batch exists. */
        TORN_BATCH("tornBatches"),
        /** A merge is incomplete, or contains forgotten text. */
        TORN_MERGE("tornMerges"),
        /** The index differs from the log: an existing memory is not found, or a missing one is found. */
        INDEX_MISMATCH("indexMismatch"),
        /** Data of an erased memory remains, or an erasure was done in part. */
        ERASURE("tornErasures"),
        /** {@code check()} reported a fault. */
        FINDING("findings"),
        /** The store could not be opened, or the writer failed on its own. */
        FAILURE("failures");

        private final String name;

        Kind(String name) {
            this.name = name;
        }
    }

    private static final int DESCRIBED = 20;

    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private final List<String> descriptions = new ArrayList<>();

    Faults() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, 0L);
        }
    }

    void add(Kind kind, String description) {
        counts.merge(kind, 1L, Long::sum);
        if (descriptions.size() < DESCRIBED) {
            descriptions.add(kind.name + ": " + description);
        }
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    boolean none() {
        return counts.values().stream().allMatch(count -> count == 0);
    }

    List<String> descriptions() {
        return List.copyOf(descriptions);
    }

    /** Returns the counts by name. */
    Map<String, Long> json() {
        Map<String, Long> json = new LinkedHashMap<>();
        counts.forEach((kind, count) -> json.put(kind.name, count));
        return json;
    }
}
