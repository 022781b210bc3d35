package dev.memcore.bench.harness;

import dev.memcore.cli.console.BadInput;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.spi.Embedder;
import java.util.List;

/**
 * The configuration of a store.
 *
 * @param embedder embeds texts and questions, where the preset does; that of the dense baseline, too
 * @param preset the parts of the store
 * @param look the reranker
 */
public record Setup(Embedder embedder, Preset preset, SecondLook look) {
    /** Returns the default configuration. */
    public static Setup ofDefaults() {
        return new Setup(StaticEmbedder.load(), Preset.PLAIN, SecondLook.NONE);
    }

    /** The name of the embedder's model. */
    public String embedderName() {
        return preset.embeds() ? embedder.modelId() : "none";
    }

    /** Returns a description for reports. */
    public String words() {
        String all = preset == Preset.PLAIN
                ? Stores.CONFIGURATION
                : "Memcore.builder() with preset " + preset.label() + ", durability SYNCED";
        return look == SecondLook.NONE ? all : all + ", reranked by " + look.label();
    }

    /** The signals that the preset's fuser weights, as of {@link #weighted}. */
    public List<String> signals() {
        return List.copyOf(weighted().weights().keySet());
    }

    /**
     * The preset's fuser, whose weights can be changed.
     *
     * @throws BadInput if it has none
     */
    public MinMaxWeightedSum weighted() {
        if (preset.fuser() instanceof MinMaxWeightedSum sum) {
            return sum;
        }
        throw new BadInput("preset " + preset.label() + " has no weights of signals that could be changed or left out");
    }
}
