package dev.memcore.bench.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Broken promises, counted by kind; the first few in words. For one thread. */
final class Faults {
    /** The kinds of broken promises. */
    enum Kind {
        /** An acknowledged memory, version or forgetting is not there. */
        LOST("lost"),
        /** A memory says something else than what was written. */
        CORRUPT("corrupt"),
        /** Part of a batch is there. */
        TORN_BATCH("tornBatches"),
        /** A merge is half done, or says what was forgotten. */
        TORN_MERGE("tornMerges"),
        /** The index and the log disagree: something is not found that is there, or found that is not. */
        INDEX_MISMATCH("indexMismatch"),
        /** Something of an erased memory is left, or an erasure is neither whole nor not begun. */
        ERASURE("tornErasures"),
        /** {@code check()} found something. */
        FINDING("findings"),
        /** The store could not be opened, or the writer failed by itself. */
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

    /** The counts by name. */
    Map<String, Long> json() {
        Map<String, Long> json = new LinkedHashMap<>();
        counts.forEach((kind, count) -> json.put(kind.name, count));
        return json;
    }
}
