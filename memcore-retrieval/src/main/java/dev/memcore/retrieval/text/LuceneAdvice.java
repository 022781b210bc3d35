package dev.memcore.retrieval.text;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lucene recommends a JVM option on the standard error stream, through java.util.logging, when the first vectors are compared. A library must
 * print nothing; whoever has set the level himself keeps it.
 */
final class LuceneAdvice {
    /** The reference keeps the level from being collected with the logger. */
    private static final Logger LOGGER =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private LuceneAdvice() {}

    /** To be called before Lucene compares vectors, or opens an index. */
    static void off() {
        if (LOGGER.getLevel() == null) {
            LOGGER.setLevel(Level.SEVERE);
        }
    }
}
