package dev.memcore.consolidation.summary;

import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.promotion.SessionOverflow;
import dev.memcore.consolidation.promotion.TierOverflow;
import dev.memcore.consolidation.segment.Segmenters;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The policies that maintain {@linkplain Gist gists}. No summarised memory is lost: every gist leads back to its
 * sources.
 */
public final class Gists {
    private Gists() {}

    /**
     * Summarises archived memories into gists in {@link Tier#LONG}: one for every three turns of a session, half as
     * long as these. Combine it with a capacity, such as {@link
     * dev.memcore.consolidation.Policies#ageWeightedPruning(Tier, int)}, which decides what is archived.
     */
    public static GistPolicy ofArchived() {
        return ofArchived(Summarizers.rareWords(TokenCounter.approximate()));
    }

    /** Like {@link #ofArchived()}, with another summarizer. */
    public static GistPolicy ofArchived(Summarizer summarizer) {
        return GistPolicy.ofTier(Tier.ARCHIVE, Tier.LONG, summarizer);
    }

    /**
     * Summarises memories that have left {@link Tier#SHORT} into gists in {@link Tier#LONG}: one for each session in
     * {@link Tier#MID}. Combine it with {@link dev.memcore.consolidation.Policies#limitShortTier(int)} or {@link
     * dev.memcore.consolidation.Policies#limitShortTierPerSession(int)}. {@link GistPolicy#segments} divides sessions
     * into topics or chains.
     */
    public static GistPolicy ofSessions(Summarizer summarizer) {
        return GistPolicy.ofTier(Tier.MID, Tier.LONG, summarizer).segments(Segmenters.sessions());
    }

    /**
     * Keeps the newest memories verbatim, regardless of their sessions, and gists of all others. {@link Gist#expand}
     * returns the sources of a gist. After the reversible compression of R3Mem, RCC and Memory Tokens, but without
     * training and without loss.
     *
     * @param newest the number that stays in {@link Tier#SHORT}, not negative
     */
    public static List<LifecyclePolicy> windowInTierPlusGist(int newest, Summarizer summarizer) {
        return windowPlusGist(new TierOverflow(newest), summarizer);
    }

    /**
     * Like {@link #windowInTierPlusGist}, but keeps the newest memories of each session: {@link Tier#SHORT} grows with
     * the number of sessions.
     *
     * @param newest the number of each session that stays in {@link Tier#SHORT}, not negative
     */
    public static List<LifecyclePolicy> windowPerSessionPlusGist(int newest, Summarizer summarizer) {
        return windowPlusGist(new SessionOverflow(newest), summarizer);
    }

    private static List<LifecyclePolicy> windowPlusGist(LifecyclePolicy window, Summarizer summarizer) {
        return List.of(
                window, GistPolicy.ofTier(Tier.MID, Tier.LONG, summarizer).archiving());
    }

    /**
     * Summaries of summaries, after HEMA (2025): a block of gists of one level is summarised into one of the next
     * level, and moves to the archive. Gists of one level are combined across sessions, oldest first.
     *
     * @param levels the highest level, 2 in HEMA
     * @param block the number of gists that become one, 2 to 2,000
     */
    public static List<LifecyclePolicy> hierarchy(int levels, int block, Summarizer summarizer) {
        Arguments.within(levels, 2, 10, "levels");
        return IntStream.rangeClosed(2, levels)
                .<LifecyclePolicy>mapToObj(level -> GistPolicy.ofGists(level, block, Tier.LONG, summarizer))
                .toList();
    }
}
