package dev.memcore.bench.harness;

import dev.memcore.cli.console.BadInput;
import dev.memcore.papers.RecallPreset;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.spi.Fuser;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The configurations that evaluations compare, by name: those of {@link RecallPreset}, and single signals beside them. */
public enum Preset {
    /** The default ranking. */
    PLAIN(RecallPreset.PLAIN),
    /** Reciprocal rank fusion of the signals of relevance. */
    RRF(RecallPreset.RRF),
    /** The sum of the signals of relevance as log odds. */
    LOG_ODDS(RecallPreset.LOG_ODDS),
    /** The signals of relevance, weighted by their certainty for each question. */
    MEM_GAS(RecallPreset.MEM_GAS),
    /** Vectors and a walk over shared names. */
    HIPPO_RAG_2(RecallPreset.HIPPO_RAG_2),
    /** The defaults, plus coarse-to-fine signals. */
    COARSE(RecallPreset.COARSE),
    /** The defaults, plus a signal for single clauses of a question. */
    CLAUSES(RecallPreset.CLAUSES),
    /** The defaults, plus a signal for linked memories. */
    LINKS(RecallPreset.LINKS),
    /** Windows of conversations, then their turns. */
    HCAM(RecallPreset.HCAM),
    /** Gists, then their sources. */
    H_MEM(RecallPreset.H_MEM),
    /** The weights of the prototype. */
    PROTOTYPE(RecallPreset.PROTOTYPE),
    /** The prototype, plus feedback on vectors. */
    FEEDBACK(RecallPreset.FEEDBACK),
    /** The defaults, with up to three rounds of retrieval. */
    ITERATIVE("iterative"),
    /** Only the words of the context view, without an embedder. */
    BM25("bm25"),
    /** Only the vectors of the texts. */
    DENSE("dense");

    private final String label;

    Preset(RecallPreset preset) {
        this(preset.label());
    }

    Preset(String label) {
        this.label = label;
    }

    /**
     * Returns the preset with a name.
     *
     * @throws BadInput if there is none
     */
    public static Preset named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no preset \"" + name + "\"; there are " + names()));
    }

    /** Returns all names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(Preset::label).collect(Collectors.joining(", "));
    }

    /** Returns its name on the command line. */
    public String label() {
        return label;
    }

    /** Returns the fuser, which combines the signals into one ranking. */
    public Fuser fuser() {
        return switch (this) {
            case BM25 -> new MinMaxWeightedSum(Map.of("bm25.context", 1.0));
            case ITERATIVE -> RecallPreset.PLAIN.fuser();
            case DENSE -> new MinMaxWeightedSum(Map.of("dense.content", 1.0));
            default -> RecallPreset.named(label).fuser();
        };
    }

    /** Returns the maximum number of retrieval rounds. */
    public int rounds() {
        return this == ITERATIVE ? 3 : 1;
    }

    /** Whether it uses an embedder. */
    public boolean embeds() {
        return this != BM25;
    }
}
