package dev.memcore.retrieval;

import java.util.HashMap;
import java.util.Map;

/**
 * What an index was made with: another format, embedder or set of views gives another index. Kept with every commit, beside
 * the sequence up to which the commit follows the log.
 */
record IndexIdentity(Map<String, String> parts) {
    /** Raised whenever the fields of {@link MemoryDocument} change. */
    private static final String FORMAT = "4";

    private static final String SEQUENCE = "memcore.sequence";
    private static final String TRACES = "memcore.traces";

    static IndexIdentity of(String embedder, String views) {
        return new IndexIdentity(
                Map.of("memcore.format", FORMAT, "memcore.embedder", embedder, "memcore.views", views));
    }

    boolean matches(Map<String, String> commitData) {
        return commitData.entrySet().containsAll(parts.entrySet());
    }

    /**
     * What a commit says.
     *
     * @param traces whether the files still hold something of memories that were erased
     */
    Map<String, String> commitData(long sequence, boolean traces) {
        Map<String, String> data = new HashMap<>(parts);
        data.put(SEQUENCE, Long.toString(sequence));
        data.put(TRACES, Boolean.toString(traces));
        return data;
    }

    static boolean traces(Map<String, String> commitData) {
        return Boolean.parseBoolean(commitData.get(TRACES));
    }

    static long sequence(Map<String, String> commitData) {
        return Long.parseLong(commitData.getOrDefault(SEQUENCE, "0"));
    }
}
