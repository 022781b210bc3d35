package dev.memcore.api.context;

/** The parts of a {@link Context}, in the order in which they are shown. What changes rarely comes first. */
public enum ContextSection {
    /** The instructions of the host, as they are. */
    INSTRUCTIONS,
    /**
     * The {@linkplain dev.memcore.api.Blocks blocks} of the scope that are {@linkplain
     * dev.memcore.api.Block#isShownInContext() shown}, sorted by name.
     */
    BLOCKS,
    /** The keyed {@linkplain dev.memcore.api.fact.Facts facts} that are valid now, sorted by key. */
    FACTS,
    /**
     * The memories of kind {@link dev.memcore.api.Kind#LESSON} that are relevant to the question: what went wrong before
     * (a section of its own as in A-MemGuard, Wei et al. 2025).
     */
    WARNINGS,
    /** The other memories that are relevant to the question. */
    MEMORIES,
    /** The contradictions among the shown memories. */
    CONFLICTS,
    /** What the running summary of the session says of messages that the window does not show. */
    SUMMARY,
    /** The latest messages of the session. */
    WINDOW
}
