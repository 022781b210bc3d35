package dev.memcore.api.context;

/** The parts of a {@link Context}, in the order in which they are shown. What changes rarely comes first. */
public enum ContextSection {
    /** The instructions of the host, as they are. */
    INSTRUCTIONS,
    /** The {@linkplain dev.memcore.api.Blocks blocks} of the scope, sorted by name. */
    BLOCKS,
    /** The keyed {@linkplain dev.memcore.api.fact.Facts facts} that are valid now, sorted by key. */
    FACTS,
    /** The memories that are relevant to the question. */
    MEMORIES,
    /** The contradictions among the shown memories. */
    CONFLICTS,
    /** The latest messages of the session. */
    WINDOW
}
