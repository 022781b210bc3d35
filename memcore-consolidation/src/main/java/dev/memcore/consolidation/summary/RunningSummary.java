package dev.memcore.consolidation.summary;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.provenance.MergedParts;
import dev.memcore.consolidation.segment.Paging;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Maintains a bounded summary of the older part of each session, after the running summary of HEMA (Ahn, 2025), the
 * recursive summaries of Wang et al. (2023) and of MemGPT (Packer et al., 2023). Their language model is replaced by
 * the selection of sentences.
 *
 * <ul>
 *   <li>The summary and the messages that are not yet folded share the budget of the {@link Paging}. If these messages
 *       reach the flush threshold of what the summary leaves, the oldest of them are folded: their sentences compete with those of the earlier summary for at most {@link #tokens}
 *       tokens. The new summary supersedes the earlier one, so one summary is in force. Folded messages move from
 *       {@link Tier#SHORT} to {@link Tier#MID}, unless they are pinned. They stay in the store and in windows.
 *   <li>Rare words and new sentences are preferred. A sentence that a later one of the same speaker restates with other
 *       values is the first to be dropped. Instructions of the system are never quoted.
 *   <li>Every {@linkplain #lines line} names the message that contains it. The summary is {@linkplain
 *       Observation#derivedFrom derived from} exactly these messages, so it is erased with each of them, and it has their
 *       labels. Messages with different labels or validity have separate summaries.
 *   <li>If a quoted message is no longer in force, its sentences are dropped. If the summary itself is forgotten or
 *       erased, it is made again from all messages in force.
 * </ul>
 *
 * <p>All state is in the memories. Two passes over the scope; holds ids, and the texts of at most {@value
 * #MOST_AT_ONCE} messages.
 */
public final class RunningSummary implements LifecyclePolicy {
    /** The value of the attribute {@link Gist#KEEPER} of a running summary. */
    public static final String KEEPER = "running summary";

    /** The attribute with the id of the last folded message. */
    public static final String FOLDED = "folded";

    /** The attribute with the source of each line, as a position in {@code derivedFrom}; separated by spaces. */
    static final String SOURCES = "sources";

    /** The default length of a summary, as a share of the budget of the window. */
    public static final double SHARE = 0.1;

    /** The least default length of a summary: the length of HEMA's running summary, in tokens. */
    public static final int LEAST_TOKENS = 60;

    /** The maximum number of lines. A memory has at most 64 sources by default. */
    private static final int MOST_LINES = 60;

    static final int MOST_AT_ONCE = 500;

    private final Paging paging;
    private final int tokens;
    private final TokenCounter counter;

    private RunningSummary(Paging paging, int tokens, TokenCounter counter) {
        this.paging = Arguments.present(paging, "paging");
        this.tokens = Arguments.positive(tokens, "tokens");
        this.counter = Arguments.present(counter, "counter");
    }

    /**
     * Returns the policy for a window, with the thresholds of MemGPT. The summary has at most a tenth of the tokens of
     * the window, or {@value #LEAST_TOKENS} if that is less.
     *
     * @param window the budget of summary and messages in tokens; positive
     */
    public static RunningSummary ofWindow(int window) {
        return of(Paging.of(window), TokenCounter.approximate());
    }

    /** Returns the policy with other thresholds and another counter. */
    public static RunningSummary of(Paging paging, TokenCounter counter) {
        int share = (int) (SHARE * Arguments.present(paging, "paging").tokens());
        return new RunningSummary(paging, Math.max(LEAST_TOKENS, share), counter);
    }

    /** Returns this policy with another maximum length of summaries, in tokens. */
    public RunningSummary tokens(int most) {
        return new RunningSummary(paging, most, counter);
    }

    /** Returns the maximum length of a summary in tokens. */
    public int tokens() {
        return tokens;
    }

    /** Returns whether a memory is a running summary. */
    public static boolean isSummary(Memory memory) {
        return Arguments.present(memory, "memory").kind().equals(Kind.SUMMARY)
                && memory.observation().attributes().get(Gist.KEEPER) instanceof AttributeValue.Text(String keeper)
                && keeper.equals(KEEPER);
    }

    /** Returns the id of the last message that was folded into a running summary, or null for other memories. */
    public static @Nullable MemoryId foldedTo(Memory summary) {
        return isSummary(summary)
                        && summary.observation().attributes().get(FOLDED) instanceof AttributeValue.Text(String id)
                ? MemoryId.parse(id)
                : null;
    }

    /**
     * Returns the lines of a running summary with their sources, in order of time. Empty for other memories, and if the
     * text was revised so that the lines no longer fit their sources.
     */
    public static List<SummaryLine> lines(Memory summary) {
        if (!isSummary(summary)
                || !(summary.observation().attributes().get(SOURCES)
                        instanceof AttributeValue.Text(String positions))) {
            return List.of();
        }
        List<MemoryId> sources = List.copyOf(summary.derivedFrom());
        String[] at = positions.split(" ");
        List<String> texts = summary.text().lines().toList();
        List<SummaryLine> lines = new ArrayList<>();
        for (int i = 0; i < texts.size() && at.length == texts.size(); i++) {
            lines.add(new SummaryLine(texts.get(i), sources.get(Integer.parseInt(at[i]))));
        }
        return lines;
    }

    @Override
    public String name() {
        return String.format(
                Locale.ROOT,
                "running summary of %,d tokens, window %,d, flush %.2f, keep %.2f",
                tokens,
                paging.tokens(),
                paging.flushAt(),
                paging.keep());
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        return new RunningFold(this, scope, limit, ids).operations();
    }

    /** The thresholds for the messages: the budget without the length of the summary. */
    Paging queue() {
        int left = Math.max(1, paging.tokens() - tokens);
        return new Paging(left, paging.warnAt(), paging.flushAt(), paging.keep());
    }

    int count(Memory message) {
        return counter.count(message.text());
    }

    SentenceFold fold(Map<SummaryLine, Memory> earlier, List<Memory> leaving) {
        return new SentenceFold(counter, tokens, MOST_LINES, earlier, leaving);
    }

    /**
     * Returns the content of a summary.
     *
     * @param quoted the sources of the lines, each once
     */
    static Observation observation(List<SummaryLine> lines, List<Memory> quoted, MemoryId foldedTo) {
        List<MemoryId> sources =
                List.copyOf(new TreeSet<>(quoted.stream().map(Memory::id).toList()));
        String positions = lines.stream()
                .map(line -> Integer.toString(sources.indexOf(line.source())))
                .collect(Collectors.joining(" "));
        return MergedParts.observation(quoted, SentenceFold.render(lines))
                .kind(Kind.SUMMARY)
                .tier(Tier.LONG)
                .attribute(Gist.KEEPER, KEEPER)
                .attribute(FOLDED, foldedTo.toString())
                .attribute(SOURCES, positions)
                .build();
    }
}
