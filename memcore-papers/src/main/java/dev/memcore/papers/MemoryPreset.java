package dev.memcore.papers;

import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.segment.Segmenters;
import dev.memcore.consolidation.summary.Gists;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.consolidation.summary.Summarizers;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.papers.episode.Episodes;
import dev.memcore.papers.tree.MemTree;
import dev.memcore.papers.value.Lifespan;
import dev.memcore.papers.value.RecallFrequency;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lifecycle policies and rankings of published memory systems, as configurations of memcore's parts. Each reproduces
 * how a system manages stored memories, without a language model. docs/reference/presets.md lists what is implemented
 * as published, what is an analogue, and what is omitted. Most presets work on {@link Tier#SHORT}, which contains the
 * turns of sessions.
 */
public enum MemoryPreset implements Preset {
    /** No policies: memories change only by operations of the host. The default. */
    PLAIN("plain", 1),
    /** ELMUR: a fixed number of slots; a new memory replaces the one updated longest ago. */
    ELMUR("elmur", 256),
    /** Memoria: a short-term memory, lifespans that uses prolong, and links between memories used together. */
    MEMORIA("memoria", 400),
    /** MemoryLLM: a pool. Whenever one thirtieth of its size has been added, 1/30 of it is dropped at random. */
    MEMORY_LLM("memoryLlm", 7_680),
    /** M+: a memory that leaves the pool stays while it is recalled often enough for its age. */
    M_PLUS("mPlus", 7_680),
    /** Attendre: the memories with the least attention are removed. */
    ATTENDRE("attendre", 2_048),
    /** SirLLM: the least surprising memories are removed; surprisal decays with each session. */
    SIR_LLM("sirLlm", 1_020),
    /** MovieChat: the most similar neighbours are merged. */
    MOVIE_CHAT("movieChat", 64),
    /** Flash-VStream: similar memories are merged into clusters in the order of time. */
    FLASH_V_STREAM("flashVStream", 120),
    /** infinity-Video: the past is sampled with probabilities that depend on use. */
    INFTY_VIDEO("inftyVideo", 512),
    /**
     * Larimar: facts are recalled by their keys and by similarity. {@link
     * dev.memcore.papers.association.AssociativeMemory} implements its matrix.
     */
    LARIMAR("larimar", 1),
    /** EpiCache: episodes across sessions, each with its own gist. */
    EPI_CACHE("epiCache", 64),
    /** MemoryOS: three tiers, and promotion by heat. */
    MEMORY_OS("memoryOs", 10),
    /** HEMA: a window, gists of sessions, gists of gists, and pruning by salience. */
    HEMA("hema", 20),
    /** LightMem: gists of topics, and merging of near-duplicates. */
    LIGHT_MEM("lightMem", 20),
    /** MemTree: a tree of gists, with a threshold that grows with depth. */
    MEM_TREE("memTree", 1),
    /** H-MEM: four levels of gists, searched from the top. */
    H_MEM("hMem", 10),
    /** MemGAS: links between similar memories, found with a mixture of two distributions. */
    MEM_GAS("memGas", 1),
    /** Memp: procedures that fail too often are removed. */
    MEM_P("memP", 1),
    /** MaLP: memories that are used often enough move from the short to the long term. */
    MALP("malp", 20),
    /** MemoryBank: gists of sessions, and Ebbinghaus's forgetting curve. */
    MEMORY_BANK("memoryBank", 20);

    /**
     * The decrease of a recall frequency of M+ per consolidation: one recall outweighs about {@link #BLOCKS}
     * consolidations, which replace the whole pool.
     */
    private static final double RECALL_DECAY = 0.034;

    /** The number of blocks in the pool of MemoryLLM on Llama 2 7B. */
    private static final int BLOCKS = 30;

    private static final double FADING = 0.7;

    /** The length of the gists of EpiCache, as a share of the length of a block. */
    private static final double EPISODE_SHARE = 0.25;

    /** The number of gists of one level that become one of the next level. */
    private static final int BLOCK = 10;

    /** The number of steps whose memories fill Memoria's short-term memory. */
    private static final int STEPS_IN_SHORT_TERM = 8;

    private static final int MALP_OFTEN = 2;
    private static final long SEED = 1;

    private final String label;
    private final int capacity;

    MemoryPreset(String label, int capacity) {
        this.label = label;
        this.capacity = capacity;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The capacity in the paper or the released code, or a similar one: the number of slots, or the size of a pool or a
     * window; 1 if it has none.
     */
    @Override
    public int defaultCapacity() {
        return capacity;
    }

    @Override
    public List<LifecyclePolicy> policies(int size, Embedder embedder) {
        if (size < 1) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "the capacity must be positive, but is " + size);
        }
        Arguments.present(embedder, "embedder");
        Summarizer summarizer = Summarizers.rareWords(TokenCounter.approximate());
        return switch (this) {
            case PLAIN, LARIMAR -> List.of();
            case ELMUR -> List.of(PublishedPolicies.lruByUpdate(Tier.SHORT, size));
            case MEMORIA ->
                List.of(
                        Policies.limitShortTier(size),
                        Policies.linkCoUsed(),
                        PublishedPolicies.lifespan(lifespan(size), Tier.MID, 0));
            case MEMORY_LLM -> List.of(pool(size));
            case M_PLUS ->
                List.of(
                        Policies.limitShortTier(size),
                        PublishedPolicies.recallFrequency(recalled(size), Tier.MID, size));
            case ATTENDRE -> List.of(PublishedPolicies.leastFrequentlyAttended(Tier.SHORT, size));
            case SIR_LLM -> List.of(PublishedPolicies.surprisalDecay(FADING, Tier.SHORT, size));
            case MOVIE_CHAT -> List.of(Policies.mergeAdjacent(embedder, Tier.SHORT, size));
            case FLASH_V_STREAM -> List.of(Policies.clusterByKMeans(embedder, Tier.SHORT, size));
            case INFTY_VIDEO -> List.of(PublishedPolicies.sticky(Tier.SHORT, size, SEED));
            case EPI_CACHE ->
                List.of(new Episodes(
                        embedder,
                        summarizer,
                        Tier.SHORT,
                        Math.clamp(size, Episodes.WINDOW * Episodes.EPISODES, 2_000),
                        EPISODE_SHARE,
                        0));
            case MEMORY_OS ->
                List.of(
                        Policies.limitShortTier(size),
                        Policies.promoteByHeat(),
                        Policies.lowest("heat", Heat.PAPER, Tier.MID, times(size, 200)),
                        Policies.fifo(Tier.LONG, times(size, 10)));
            case HEMA -> {
                List<LifecyclePolicy> all =
                        new ArrayList<>(List.of(Policies.limitShortTier(size), Gists.ofSessions(summarizer)));
                all.addAll(Gists.hierarchy(2, BLOCK, summarizer));
                all.add(PublishedPolicies.hema(Tier.MID));
                yield all;
            }
            case LIGHT_MEM ->
                List.of(
                        Policies.limitShortTier(size),
                        Policies.mergeNearDuplicates(),
                        Gists.ofSessions(summarizer).segments(Segmenters.topics(embedder, TokenCounter.approximate())));
            case MEM_TREE -> List.of(new MemTree(embedder, summarizer, Tier.SHORT, Tier.LONG));
            case H_MEM -> {
                List<LifecyclePolicy> all =
                        new ArrayList<>(List.of(Policies.limitShortTier(size), Gists.ofSessions(summarizer)));
                all.addAll(Gists.hierarchy(4, BLOCK, summarizer));
                yield all;
            }
            case MEM_GAS -> List.of(Policies.linkSimilar(embedder));
            case MEM_P -> List.of(PublishedPolicies.retireUnsuccessful(Tier.LONG, 0));
            case MALP ->
                List.of(
                        Policies.limitShortTier(size),
                        Policies.promoteByHeat(new Heat(1, 0, 0, Duration.ofDays(1)), MALP_OFTEN),
                        Policies.fifo(Tier.MID, times(size, 10)));
            case MEMORY_BANK ->
                List.of(
                        Policies.limitShortTier(size),
                        Gists.ofSessions(summarizer),
                        PublishedPolicies.forgotten(0.5, Tier.MID, 0));
        };
    }

    /**
     * The lifespan for a capacity. A step is a forward pass of the paper's model, which adds 50 memories to a
     * short-term memory of 400.
     */
    private static Lifespan lifespan(int size) {
        return new Lifespan(Lifespan.PAPER.initial(), Lifespan.PAPER.scale(), Math.max(1, size / STEPS_IN_SHORT_TERM));
    }

    /**
     * The recall frequency for a capacity. A consolidation adds one block to the pool: 256 memories to a pool of 7,680.
     */
    private static RecallFrequency recalled(int size) {
        return new RecallFrequency(1, RECALL_DECAY, Math.max(1, size / BLOCKS));
    }

    private static LifecyclePolicy pool(int size) {
        return PublishedPolicies.randomDrop(Tier.SHORT, 1.0 / BLOCKS, Math.max(1, size / BLOCKS), SEED, 0);
    }

    private static int times(int size, int factor) {
        return (int) Math.min(Integer.MAX_VALUE, (long) size * factor);
    }

    @Override
    public Optional<Fuser> fuser() {
        return switch (this) {
            case H_MEM -> Optional.of(RecallPreset.H_MEM.fuser());
            case MEMORIA, MEM_GAS -> Optional.of(RecallPreset.LINKS.fuser());
            case LARIMAR ->
                Optional.of(new MinMaxWeightedSum(Map.of(Signals.KEY, 2.0, Signals.dense(ContextViews.CONTENT), 0.5)));
            default -> Optional.empty();
        };
    }

    /**
     * Returns the preset with a {@link #label()}.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if there is none
     */
    public static MemoryPreset named(String label) {
        return Labels.find(values(), MemoryPreset::label, label);
    }
}
