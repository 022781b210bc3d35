package dev.memcore.bench.distill;

import ai.onnxruntime.OrtException;
import dev.memcore.cli.console.BadInput;
import dev.memcore.embed.zh.ChineseTable;
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

    /** The name of that embedder with the table of memcore-embed-zh. */
    public static final String STATIC_ZH = "static-zh";

    private static final String BGE_SMALL = "bge-small";
    private static final String BGE_SMALL_ZH = "bge-small-zh";
    private static final String MINILM = "minilm";

    /** The names of all embedders. */
    public static final List<String> NAMES = List.of(STATIC, STATIC_ZH, BGE_SMALL, BGE_SMALL_ZH, MINILM);

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
        try {
            return switch (name) {
                case STATIC -> StaticEmbedder.load();
                case STATIC_ZH -> StaticEmbedder.load().withTable(ChineseTable.open());
                case BGE_SMALL -> TransformerEmbedder.open(Teacher.BGE_SMALL, vectors);
                case BGE_SMALL_ZH -> TransformerEmbedder.open(Teacher.BGE_SMALL_ZH, vectors);
                default -> TransformerEmbedder.open(Teacher.MINILM, vectors);
            };
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
