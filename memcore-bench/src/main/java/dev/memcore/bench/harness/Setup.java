package dev.memcore.bench.harness;

import dev.memcore.retrieval.MinMaxWeightedSum;
import dev.memcore.retrieval.StaticEmbedder;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a store is configured.
 *
 * @param embedder embeds texts and questions, where the preset does; that of the dense baseline, too
 * @param preset the parts of the store
 * @param without the signal that its fuser does without, or null
 */
public record Setup(
        Embedder embedder, Preset preset, @Nullable String without) {
    /** The defaults, with which a host begins. */
    public static Setup ofDefaults() {
        return new Setup(StaticEmbedder.load(), Preset.PLAIN, null);
    }

    /** The same, but that its fuser does without a signal. */
    public Setup without(String signal) {
        return new Setup(embedder, preset, signal);
    }

    /** The name of the embedder's model. */
    public String embedderName() {
        return preset.embeds() ? embedder.modelId() : "none";
    }

    /** In words, for reports. */
    public String words() {
        String all = preset == Preset.PLAIN
                ? Stores.CONFIGURATION
                : "Memcore.builder() with preset " + preset.label() + ", durability SYNCED";
        return without == null ? all : all + ", without the signal " + without;
    }

    /**
     * The signals that can be left out.
     *
     * @throws BadInput if the preset's fuser does not weight signals
     */
    public List<String> signals() {
        return List.copyOf(weighted().weights().keySet());
    }

    Fuser fuser() {
        return without == null ? preset.fuser() : weighted().without(without);
    }

    private MinMaxWeightedSum weighted() {
        if (preset.fuser() instanceof MinMaxWeightedSum sum) {
            return sum;
        }
        throw new BadInput("--ablate: preset " + preset.label() + " has no weights of signals that could be left out");
    }
}
