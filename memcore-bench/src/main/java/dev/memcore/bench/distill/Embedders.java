package dev.memcore.bench.distill;

import ai.onnxruntime.OrtException;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The embedders that evaluations choose from. */
public final class Embedders {
    /** The name of the embedder that is bundled with memcore. */
    public static final String STATIC = "static";

    private static final String BGE_SMALL = "bge-small";
    private static final String MINILM = "minilm";

    /** The names of all embedders. */
    public static final List<String> NAMES = List.of(STATIC, BGE_SMALL, MINILM);

    private Embedders() {}

    /** Fails if there is no embedder of this name. */
    public static void check(String name) {
        if (!NAMES.contains(name)) {
            throw new BadInput("no embedder \"" + name + "\"; there are " + String.join(", ", NAMES));
        }
    }

    /**
     * Loads an embedder; {@link #close} it after use.
     *
     * @param vectors a directory that stores a transformer's vectors between runs, or null
     */
    public static Embedder open(String name, @Nullable Path vectors) {
        check(name);
        if (name.equals(STATIC)) {
            return StaticEmbedder.load();
        }
        try {
            return TransformerEmbedder.open(name.equals(BGE_SMALL) ? Teacher.BGE_SMALL : Teacher.MINILM, vectors);
        } catch (IOException | OrtException e) {
            throw new BadInput("cannot load the embedder " + name + ": " + e, e);
        }
    }

    /** Frees the resources of an embedder. */
    public static void close(Embedder embedder) {
        if (embedder instanceof TransformerEmbedder transformer) {
            transformer.close();
        }
    }
}
