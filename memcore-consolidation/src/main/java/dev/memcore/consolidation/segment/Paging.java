package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The thresholds at which a conversation presses on its token budget, and the number of messages that leave then. After
 * MemGPT (Packer et al., 2023): a warning at 70 % of the budget, a flush at 100 % that evicts half of the queue. A tool
 * call and its results leave together.
 *
 * @param tokens the budget of the queue, positive
 * @param warnAt the share of the budget from which on the model is warned, in (0, {@code flushAt}]
 * @param flushAt the share of the budget from which on messages leave, positive and finite
 * @param keep the share of the budget that stays after a flush, at least 0 and less than {@code flushAt}
 */
public record Paging(int tokens, double warnAt, double flushAt, double keep) {
    /** MemGPT warns at this share of the context window. */
    public static final double WARN_AT = 0.7;

    /** MemGPT flushes at this share of the context window. */
    public static final double FLUSH_AT = 1.0;

    /** MemGPT evicts half of the queue. */
    public static final double KEEP = 0.5;

    /** Checks the thresholds. */
    public Paging {
        Arguments.positive(tokens, "tokens");
        Arguments.positive(Arguments.finite(flushAt, "flushAt"), "flushAt");
        Arguments.positive(Arguments.finite(warnAt, "warnAt"), "warnAt");
        Arguments.require(warnAt <= flushAt, "warnAt must be at most flushAt, " + flushAt + ", but is " + warnAt);
        Arguments.require(
                keep >= 0 && keep < flushAt, "keep must be in [0, flushAt), flushAt " + flushAt + ", but is " + keep);
    }

    /** Returns the thresholds of MemGPT for a budget. */
    public static Paging of(int tokens) {
        return new Paging(tokens, WARN_AT, FLUSH_AT, KEEP);
    }

    /** Returns whether a queue of this length is at or above the warning threshold. */
    public boolean warns(long held) {
        return held >= warnAt * tokens;
    }

    /** Returns whether a queue of this length is at or above the flush threshold. */
    public boolean flushes(long held) {
        return held >= flushAt * tokens;
    }

    /**
     * Returns the number of oldest messages that leave the queue: the fewest with which at most {@code keep} of the
     * budget stays, or 0 below the flush threshold. Messages between a tool call and its results leave with them. The
     * last message or exchange never leaves. O(messages).
     *
     * @param queue the oldest messages of the queue, or all of them, oldest first
     * @param held the tokens of the whole queue
     * @param counter returns the tokens of a message
     */
    public int leaving(List<Memory> queue, long held, ToIntFunction<Memory> counter) {
        Arguments.allPresent(queue, "queue");
        Arguments.present(counter, "counter");
        return flushes(held) ? leavingOnFlush(queue, held, counter) : 0;
    }

    /**
     * Returns the number of messages that leave while a flush continues: like {@link #leaving}, but also below the flush
     * threshold. For queues that are read in parts.
     */
    public int leavingOnFlush(List<Memory> queue, long held, ToIntFunction<Memory> counter) {
        Arguments.present(counter, "counter");
        List<TopicSegment> atoms = SegmentUnits.atoms(Arguments.allPresent(queue, "queue"));
        long left = held;
        int leaving = 0;
        for (int i = 0; i < atoms.size() - 1 && left > keep * tokens; i++) {
            for (Memory message : atoms.get(i).of(queue)) {
                left -= counter.applyAsInt(message);
            }
            leaving = atoms.get(i).to();
        }
        return leaving;
    }
}
