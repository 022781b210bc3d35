package dev.memcore.retrieval.indexing;

import dev.memcore.retrieval.document.VectorSpace;
import java.util.HashMap;
import java.util.Map;

/**
 * What an index was made with: another format or set of views gives another index. Kept with every commit, beside the
 * sequence up to which the commit follows the log, and the model whose vectors the index answers by.
 */
public record IndexIdentity(Map<String, String> parts) {
    /** Raised whenever the fields of {@link dev.memcore.retrieval.document.MemoryDocument} change. */
    private static final String FORMAT = "10";

    private static final String SEQUENCE = "memcore.sequence";
    private static final String TRACES = "memcore.traces";
    private static final String EMBEDDER = "memcore.embedder";

    public static IndexIdentity of(String views) {
        return new IndexIdentity(Map.of("memcore.format", FORMAT, "memcore.views", views));
    }

    boolean matches(Map<String, String> commitData) {
        return commitData.entrySet().containsAll(parts.entrySet());
    }

    /**
     * What a commit says.
     *
     * @param traces whether the files still hold something of memories that were erased
     * @param answering by which model the index answers
     */
    Map<String, String> commitData(long sequence, boolean traces, VectorSpace answering) {
        Map<String, String> data = new HashMap<>(parts);
        data.put(SEQUENCE, Long.toString(sequence));
        data.put(TRACES, Boolean.toString(traces));
        data.put(EMBEDDER, answering.name());
        return data;
    }

    static boolean traces(Map<String, String> commitData) {
        return Boolean.parseBoolean(commitData.get(TRACES));
    }

    /** The name of the model that the index answers by. */
    static String embedder(Map<String, String> commitData) {
        return commitData.getOrDefault(EMBEDDER, VectorSpace.WORDS.name());
    }

    static long sequence(Map<String, String> commitData) {
        return Long.parseLong(commitData.getOrDefault(SEQUENCE, "0"));
    }
}
