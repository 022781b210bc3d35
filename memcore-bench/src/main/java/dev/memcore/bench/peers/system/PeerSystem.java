package dev.memcore.bench.peers.system;

import java.nio.file.Path;
import java.util.Locale;

/** The compared systems. */
public enum PeerSystem {
    /** memcore with its defaults. */
    MEMCORE,
    /** Lucene alone: BM25 and HNSW in one index, fused by reciprocal rank. */
    LUCENE,
    /** The in-memory embedding store of LangChain4j, by vectors alone. */
    LANGCHAIN4J,
    /** One table of SQLite; only writes. */
    SQLITE,
    /** A file that is appended to and forced; only writes. */
    FORCE;

    /** The name on the command line and in results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether {@link #openSearch} works. */
    public boolean searches(boolean dense) {
        return this == MEMCORE || this == LUCENE || (this == LANGCHAIN4J && dense);
    }

    /** Whether {@link #openWriter} works. */
    public boolean writes() {
        return this != LANGCHAIN4J;
    }

    /** Whether a store that was loaded for hybrid searches also serves searches by vectors alone. */
    public boolean oneStore() {
        return this != MEMCORE;
    }

    /**
     * Opens the store of a directory for searches, and creates it if necessary.
     *
     * @param dense whether searches use vectors alone
     */
    public SearchPeer openSearch(Path directory, boolean dense) {
        return switch (this) {
            case MEMCORE -> new MemcorePeer(directory, dense);
            case LUCENE -> new LucenePeer(directory, dense);
            case LANGCHAIN4J -> new LangChainPeer(directory);
            case SQLITE, FORCE -> throw new IllegalArgumentException(label() + " does not search");
        };
    }

    /** Opens the store of a directory for durable writes, and creates it if necessary. */
    public DurableWriter openWriter(Path directory) {
        return switch (this) {
            case MEMCORE -> new MemcorePeer(directory, false);
            case LUCENE -> new LucenePeer(directory, false);
            case SQLITE -> new SqlitePeer(directory);
            case FORCE -> new ForcedFile(directory);
            case LANGCHAIN4J -> throw new IllegalArgumentException(label() + " has no durable writes");
        };
    }
}
