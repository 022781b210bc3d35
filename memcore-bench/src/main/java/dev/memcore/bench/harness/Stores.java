package dev.memcore.bench.harness;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.retrieval.StaticEmbedder;
import dev.memcore.spi.Embedder;
import java.nio.file.Path;

/** Opens the stores that the drivers work on: the one place that names memcore's entry, always with its defaults. */
public final class Stores {
    /** How the stores are configured, in words for reports. */
    public static final String CONFIGURATION = "Memcore.open with its defaults, durability SYNCED";

    private Stores() {}

    /** The durable store of a directory, made if it is not there. */
    public static MemoryManager open(Path directory) {
        return Memcore.open(directory);
    }

    /** The embedder of the defaults, for baselines. */
    public static Embedder embedder() {
        return StaticEmbedder.load();
    }
}
