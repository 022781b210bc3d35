package dev.memcore.bench.harness;

import dev.memcore.retrieval.MinMaxWeightedSum;
import dev.memcore.retrieval.ReciprocalRankFusion;
import dev.memcore.spi.Fuser;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The configurations that evaluations compare, by name: the one place to add another. */
public enum Preset {
    /** The defaults, with which a host begins. */
    PLAIN,
    /** The same signals, fused by rank alone. */
    RRF,
    /** The words of the context view alone, without any embedder. */
    BM25,
    /** The vectors of the texts alone. */
    DENSE;

    /**
     * The preset of a name.
     *
     * @throws BadInput if there is none
     */
    public static Preset named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no preset \"" + name + "\"; there are " + names()));
    }

    /** All names, for people. */
    public static String names() {
        return Arrays.stream(values()).map(Preset::label).collect(Collectors.joining(", "));
    }

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it makes one ranking out of several signals. */
    public Fuser fuser() {
        return switch (this) {
            case PLAIN -> MinMaxWeightedSum.ofDefaults();
            case RRF -> new ReciprocalRankFusion();
            case BM25 -> new MinMaxWeightedSum(Map.of("bm25.context", 1.0));
            case DENSE -> new MinMaxWeightedSum(Map.of("dense.content", 1.0));
        };
    }

    /** Whether it uses an embedder. */
    public boolean embeds() {
        return this != BM25;
    }
}
