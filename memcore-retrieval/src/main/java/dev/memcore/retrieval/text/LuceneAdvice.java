package dev.memcore.retrieval.text;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Switches off a message of Lucene. When Lucene first compares vectors, it recommends a JVM option on the standard
 * error stream, through java.util.logging. A library must print nothing. A level that the host has set is kept.
 */
final class LuceneAdvice {
    /** A strong reference. Without it, the logger could be garbage-collected together with its level. */
    private static final Logger LOGGER =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private LuceneAdvice() {}

    /** Switches the message off. Must be called before Lucene compares vectors or opens an index. */
    static void off() {
        if (LOGGER.getLevel() == null) {
            LOGGER.setLevel(Level.SEVERE);
        }
    }
}
