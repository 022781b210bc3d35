package dev.memcore.bench.harness;

import dev.memcore.papers.RecallPreset;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.spi.Fuser;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The configurations that evaluations compare, by name: those of {@link RecallPreset}, and single signals beside them. */
public enum Preset {
    /** The defaults, with which a host begins. */
    PLAIN(RecallPreset.PLAIN),
    /** Relevance, fused by rank alone. */
    RRF(RecallPreset.RRF),
    /** Relevance, added up as log odds. */
    LOG_ODDS(RecallPreset.LOG_ODDS),
    /** Relevance, weighted by how sure each signal is of the question. */
    MEM_GAS(RecallPreset.MEM_GAS),
    /** Vectors and a walk over shared names. */
    HIPPO_RAG_2(RecallPreset.HIPPO_RAG_2),
    /** The defaults, and from coarse to fine beside them. */
    COARSE(RecallPreset.COARSE),
    /** The defaults, and each part of a question by itself. */
    CLAUSES(RecallPreset.CLAUSES),
    /** The defaults, and what links lead to. */
    LINKS(RecallPreset.LINKS),
    /** Stretches of conversations, then their turns. */
    HCAM(RecallPreset.HCAM),
    /** Gists, then what they were derived from. */
    H_MEM(RecallPreset.H_MEM),
    /** The weights with which the project began. */
    PROTOTYPE(RecallPreset.PROTOTYPE),
    /** The same and feedback on vectors. */
    FEEDBACK(RecallPreset.FEEDBACK),
    /** The defaults, in up to three rounds. */
    ITERATIVE("iterative"),
    /** The words of the context view alone, without any embedder. */
    BM25("bm25"),
    /** The vectors of the texts alone. */
    DENSE("dense");

    private final String label;

    Preset(RecallPreset preset) {
        this(preset.label());
    }

    Preset(String label) {
        this.label = label;
    }

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
        return label;
    }

    /** How it makes one ranking out of several signals. */
    public Fuser fuser() {
        return switch (this) {
            case BM25 -> new MinMaxWeightedSum(Map.of("bm25.context", 1.0));
            case ITERATIVE -> RecallPreset.PLAIN.fuser();
            case DENSE -> new MinMaxWeightedSum(Map.of("dense.content", 1.0));
            default -> RecallPreset.named(label).fuser();
        };
    }

    /** In how many rounds at most it recalls. */
    public int rounds() {
        return this == ITERATIVE ? 3 : 1;
    }

    /** Whether it uses an embedder. */
    public boolean embeds() {
        return this != BM25;
    }
}
