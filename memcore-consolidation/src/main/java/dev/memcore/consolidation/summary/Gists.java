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

/** The policies that keep {@linkplain Gist gists}. Nothing that is folded is lost: every gist leads back. */
public final class Gists {
    private Gists() {}

    /**
     * What was archived leaves gists behind, in {@link Tier#LONG}: one for each three turns of a session, as long as half of
     * them. To go with a capacity, such as {@link dev.memcore.consolidation.Policies#ageWeightedPruning(Tier, int)}: the capacity
     * says what leaves, this what is still recalled of it.
     */
    public static GistPolicy ofArchived() {
        return ofArchived(Summarizers.rareWords(TokenCounter.approximate()));
    }

    /** The same with another folder. */
    public static GistPolicy ofArchived(Summarizer folder) {
        return GistPolicy.ofTier(Tier.ARCHIVE, Tier.LONG, folder);
    }

    /**
     * What has left {@link Tier#SHORT} gets gists in {@link Tier#LONG}, one for each session in {@link Tier#MID}; to go with
     * {@link dev.memcore.consolidation.Policies#limitShortTier(int)} or {@code keepShortPerSession}. {@link GistPolicy#segments} cuts sessions into topics or
     * chains.
     */
    public static GistPolicy ofSessions(Summarizer folder) {
        return GistPolicy.ofTier(Tier.MID, Tier.LONG, folder).segments(Segmenters.sessions());
    }

    /**
     * The newest memories as they are, whatever their sessions, and gists of all others, which lead back to every one of them:
     * {@link Gist#expand}. After the reversible compression of R3Mem, RCC and Memory Tokens, with nothing to train and nothing
     * lost.
     *
     * @param newest how many stay in {@link Tier#SHORT}, not negative
     */
    public static List<LifecyclePolicy> windowInTierPlusGist(int newest, Summarizer folder) {
        return windowPlusGist(new TierOverflow(newest), folder);
    }

    /**
     * The same with the newest memories of each session: {@link Tier#SHORT} grows with the number of sessions.
     *
     * @param newest how many of each session stay in {@link Tier#SHORT}, not negative
     */
    public static List<LifecyclePolicy> windowPerSessionPlusGist(int newest, Summarizer folder) {
        return windowPlusGist(new SessionOverflow(newest), folder);
    }

    private static List<LifecyclePolicy> windowPlusGist(LifecyclePolicy window, Summarizer folder) {
        return List.of(window, GistPolicy.ofTier(Tier.MID, Tier.LONG, folder).archiving());
    }

    /**
     * HEMA's summaries of summaries (2025): so many gists of one level are folded into one of the next, and go to the archive.
     * Gists of one level are folded across sessions, oldest first.
     *
     * @param levels the highest level, 2 for HEMA's
     * @param block how many gists become one, 2 to 2,000
     */
    public static List<LifecyclePolicy> hierarchy(int levels, int block, Summarizer folder) {
        Arguments.within(levels, 2, 10, "levels");
        return IntStream.rangeClosed(2, levels)
                .<LifecyclePolicy>mapToObj(level -> GistPolicy.ofGists(level, block, Tier.LONG, folder))
                .toList();
    }
}
