package dev.memcore.papers.episode;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.arithmetic.Shares;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.consolidation.cluster.OrderedKMeans;
import dev.memcore.consolidation.provenance.GistBook;
import dev.memcore.consolidation.segment.Segmenters;
import dev.memcore.consolidation.segment.Texts;
import dev.memcore.consolidation.segment.TopicSegment;
import dev.memcore.consolidation.summary.Gist;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.consolidation.summary.Summary;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Maintains gists of episodes: EpiCache (Kim et al., EpiCache: Episodic KV Cache Management for Long Conversational
 * Question Answering, 2025) for memories instead of a cache. A complete block of turns is divided into windows of
 * {@value #WINDOW} turns. K-means groups the windows into {@value #EPISODES} episodes, regardless of their sessions.
 * The {@value #MEDOIDS} windows nearest to the mean of an episode represent it, and are summarised within its share of
 * the block's budget. Shares are proportional to {@code length^exponent}. With an exponent of 0, as in EpiCache, all
 * episodes have the same share, so that one noisy topic takes nothing from another.
 *
 * <p>K-means starts with the farthest windows instead of random ones, so that rare episodes are found. EpiCache
 * searches only one episode per question. Here recall searches all memories, including the gists, because routing to
 * one episode loses questions about several. Summarised memories stay, and are named in {@code derivedFrom}. An
 * incomplete block waits for further turns. The gists of a block are proposed together or not at all, because a block
 * that was summarised in part would never be complete again. So the smallest usable limit is {@value #EPISODES}. Makes
 * one pass; holds ids, and the texts of one block.
 */
public final class Episodes implements LifecyclePolicy {
    /** The number of turns in a window. */
    public static final int WINDOW = 4;
    /** The number of episodes in a block. */
    public static final int EPISODES = 4;
    /** The number of windows that represent an episode. */
    public static final int MEDOIDS = 4;

    private static final String KEEPER = "episode";
    private static final Set<Kind> SUMMARISED_KINDS = Set.of(Kind.TURN, Kind.NOTE);

    private final Embedder embedder;
    private final Summarizer summarizer;
    private final Tier from;
    private final int block;
    private final double share;
    private final double exponent;

    /**
     * Creates the policy for the turns of a tier, with gists in {@link Tier#LONG}.
     *
     * @param block the number of turns that are clustered together, 16 to 2,000
     * @param share the length of all gists of a block, as a share of the block's length, in (0, 1]
     * @param exponent how much more budget a long episode gets than a short one, in [0, 1]; 0: all get the same
     */
    public Episodes(Embedder embedder, Summarizer summarizer, Tier from, int block, double share, double exponent) {
        this.embedder = Arguments.present(embedder, "embedder");
        this.summarizer = Arguments.present(summarizer, "summarizer");
        this.from = Arguments.present(from, "from");
        this.block = Arguments.within(block, WINDOW * EPISODES, 2_000, "block");
        this.share = Arguments.positive(Arguments.unit(share, "share"), "share");
        this.exponent = Arguments.unit(exponent, "exponent");
    }

    @Override
    public String name() {
        return String.format(
                Locale.ROOT,
                "episodes of %s, blocks of %d, %.2f of the length, exponent %.2f",
                from,
                block,
                share,
                exponent);
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        GistBook book = GistBook.of(scope, this::isSource, memory -> Gist.isKeptBy(KEEPER, memory), true);
        List<MemoryOp> operations = new ArrayList<>();
        for (GistBook.Kept gist : book.takeOutdated()) {
            operations.add(
                    new MemoryOp.Forget(gist.id(), Cause.of(name(), "what it was made from is no longer in force")));
        }
        Set<MemoryId> covered = book.covered();
        Summarizer looked = null;
        for (GistBook.Group group : book.groups()) {
            List<MemoryId> waiting = book.uncovered(group, covered);
            for (int at = 0; at + block <= waiting.size() && operations.size() + EPISODES <= limit; at += block) {
                looked = looked == null ? summarizer.over(scope) : looked;
                List<Memory> messages = waiting.subList(at, at + block).stream()
                        .flatMap(id -> scope.get(id).stream())
                        .toList();
                for (Episode episode : episodes(messages)) {
                    operations.add(gist(episode, looked, scope, ids));
                }
            }
        }
        return List.copyOf(operations.subList(0, Math.min(limit, operations.size())));
    }

    private boolean isSource(Memory memory) {
        return memory.tier() == from
                && memory.session() != null
                && SUMMARISED_KINDS.contains(memory.kind())
                && !memory.text().isBlank()
                && memory.observation().role() != Role.SYSTEM;
    }

    /** The memories of an episode, those that represent it, and the maximum length of its gist. */
    private record Episode(List<Memory> parts, List<Memory> medoids, int tokens) {}

    private List<Episode> episodes(List<Memory> messages) {
        List<TopicSegment> windows = Segmenters.blocks(WINDOW).segment(messages);
        List<double[]> vectors = Texts.embedded(embedder, Texts.of(messages, windows)).stream()
                .map(Vectors::unit)
                .toList();
        List<dev.memcore.consolidation.cluster.AdjacentGroup> items = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            items.add(dev.memcore.consolidation.cluster.AdjacentGroup.of(vectors.get(i), i, i));
        }
        List<dev.memcore.consolidation.cluster.AdjacentGroup> clusters = OrderedKMeans.cluster(items, EPISODES);
        int[] budgets = budgets(messages, windows, clusters);
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < budgets.length; i++) {
            double[] mean = clusters.get(i).centroid();
            List<Integer> members = clusters.get(i).members();
            List<Integer> nearest = members.stream()
                    .sorted(Comparator.comparingDouble(
                            (Integer window) -> Vectors.squaredDistance(vectors.get(window), mean)))
                    .limit(MEDOIDS)
                    .toList();
            episodes.add(new Episode(
                    messages(messages, windows, members), messages(messages, windows, nearest), budgets[i]));
        }
        return episodes;
    }

    private static List<Memory> messages(List<Memory> messages, List<TopicSegment> windows, List<Integer> some) {
        return some.stream()
                .sorted()
                .flatMap(window -> windows.get(window).of(messages).stream())
                .toList();
    }

    private int[] budgets(
            List<Memory> messages,
            List<TopicSegment> windows,
            List<dev.memcore.consolidation.cluster.AdjacentGroup> clusters) {
        TokenCounter counter = TokenCounter.approximate();
        double[] lengths = clusters.stream()
                .mapToDouble(cluster -> messages(messages, windows, cluster.members()).stream()
                        .mapToInt(message -> counter.count(message.text()))
                        .sum())
                .toArray();
        int total = (int) Math.round(share * Arrays.stream(lengths).sum());
        double[] weights =
                Arrays.stream(lengths).map(length -> Math.pow(length, exponent)).toArray();
        int[] most = new int[weights.length];
        Arrays.fill(most, Integer.MAX_VALUE);
        return Shares.atLeastOne(total, weights, most);
    }

    private MemoryOp gist(Episode episode, Summarizer looked, ScopeView scope, IdSource ids) {
        Summary summary = looked.summarize(episode.medoids(), episode.tokens(), Gist.MOST_CITES);
        return new MemoryOp.Add(
                ids.next(scope.now()),
                scope.scope(),
                Gist.of(episode.parts(), summary.text(), summary.cites(), Tier.LONG, KEEPER),
                Cause.of(
                        name(),
                        String.format(
                                Locale.ROOT,
                                "an episode of %,d memories",
                                episode.parts().size())));
    }
}
