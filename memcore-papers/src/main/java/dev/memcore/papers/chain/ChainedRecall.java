package dev.memcore.papers.chain;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemoryView;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chain of memories: the first recall finds memories about the question, and each further hop recalls
 * memories about what the memories of the hop before say in addition. For "kettle", "the kettle stands beside the
 * lantern" leads to "the lantern belongs to Mira". It stops if a memory meets the goal, if a hop finds nothing that
 * continues the chain, or after the maximum number of hops.
 *
 * <p>After MEMO (Banino et al., ICLR 2020): facts are separate items, and the number of hops is not given, but depends
 * on the question. There, a trained network stops. Here, a chain stops if no memory shares a new word with it, apart
 * from words that more than half of the recalled memories have.
 *
 * <p>Words are compared as they are written, in lower case; inflected forms differ. One recall per memory of a hop that
 * is continued, at most {@code hops * breadth}. Immutable and thread-safe.
 */
public final class ChainedRecall {
    /** The default maximum number of hops: {@value}. */
    public static final int HOPS = 12;

    /**
     * The minimum number of memories that each recall asks for. A word that more than half of so many have, such as a
     * function word, continues no chain.
     */
    private static final int COMPARED = 20;

    private final MemoryView memories;
    private final int hops;
    private final int breadth;

    private ChainedRecall(MemoryView memories, int hops, int breadth) {
        this.memories = memories;
        this.hops = Arguments.positive(hops, "hops");
        this.breadth = Arguments.positive(breadth, "breadth");
    }

    /** Returns an instance with at most {@value #HOPS} hops of breadth 1: each memory is continued by one other. */
    public static ChainedRecall over(MemoryView memories) {
        return new ChainedRecall(Arguments.present(memories, "memories"), HOPS, 1);
    }

    /**
     * Returns this with another maximum number of hops.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is not positive
     */
    public ChainedRecall withHops(int hops) {
        return new ChainedRecall(memories, hops, breadth);
    }

    /**
     * Returns this with another maximum number of memories that continue each memory. With a breadth that includes all
     * of them, the first memory that meets the goal is at the end of a shortest chain.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is not positive
     */
    public ChainedRecall withBreadth(int breadth) {
        return new ChainedRecall(memories, hops, breadth);
    }

    /** Why a chain ended. */
    public enum Stop {
        /** A memory met the goal. */
        GOAL,
        /** No other memory shares a new word with the last ones. */
        NOTHING_NEW,
        /** The maximum number of hops was made. */
        HOPS
    }

    /**
     * A chain.
     *
     * @param memories the memories from the first hop to the last. If the {@link Stop#GOAL} was met, the last one meets
     *     it. Otherwise a longest chain that was found; empty if there is none
     * @param stop why it ended
     */
    public record Chain(List<Memory> memories, Stop stop) {
        /** Copies the list. */
        public Chain {
            memories = Arguments.list(memories, "memories");
            Arguments.present(stop, "stop");
        }

        /** Returns the number of hops: that of the memories. */
        public int hops() {
            return memories.size();
        }
    }

    /** Returns the chain from a question as far as it goes. */
    public Chain recall(String question) {
        return recall(question, memory -> false);
    }

    /** Returns the chain from a question to the first memory that meets a goal. */
    public Chain recall(String question, Predicate<Memory> goal) {
        Arguments.present(goal, "goal");
        Set<MemoryId> seen = new LinkedHashSet<>();
        Step last = new Step(null, null, words(Arguments.present(question, "question")), Set.of());
        List<Step> frontier = List.of(last);
        for (int hop = 1; hop <= hops; hop++) {
            List<Step> next = new ArrayList<>();
            for (Step step : frontier) {
                String about = hop == 1 ? question : String.join(" ", step.added());
                for (Memory memory : continuing(step, about, seen)) {
                    Step found = step.to(memory);
                    seen.add(memory.id());
                    if (goal.test(memory)) {
                        return new Chain(found.chain(), Stop.GOAL);
                    }
                    next.add(found);
                }
            }
            if (next.isEmpty()) {
                return new Chain(last.chain(), Stop.NOTHING_NEW);
            }
            last = next.getFirst();
            frontier = next;
        }
        return new Chain(last.chain(), Stop.HOPS);
    }

    /** Returns the best memories that were not seen yet and share a telling new word with a step. */
    private List<Memory> continuing(Step step, String question, Set<MemoryId> seen) {
        if (step.added().isEmpty() || seen.size() >= MemoryFilter.MAX_EXCLUDED) {
            return List.of();
        }
        MemoryQuery query = MemoryQuery.builder(question)
                .limit(Math.clamp(breadth, COMPARED, MemoryQuery.MAX_LIMIT))
                .excluding(seen)
                .build();
        Map<Memory, Set<String>> shared = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Memory memory : memories.recall(query).memories()) {
            Set<String> words = words(memory.text());
            words.retainAll(step.added());
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
            shared.put(memory, words);
        }
        int most = step.memory() == null ? shared.size() : Math.max(2, shared.size() / 2);
        return shared.entrySet().stream()
                .filter(found -> found.getValue().stream().anyMatch(word -> counts.getOrDefault(word, 0) <= most))
                .map(Map.Entry::getKey)
                .limit(breadth)
                .toList();
    }

    /** Returns the distinct words of a text in lower case, in its order. */
    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        BreakIterator borders = BreakIterator.getWordInstance(Locale.ROOT);
        borders.setText(text);
        int start = borders.first();
        for (int end = borders.next(); end != BreakIterator.DONE; end = borders.next()) {
            if (Character.isLetterOrDigit(text.codePointAt(start))) {
                words.add(text.substring(start, end).toLowerCase(Locale.ROOT));
            }
            start = end;
        }
        return words;
    }

    /**
     * A memory of a chain.
     *
     * @param before the step before; null: this is the question
     * @param memory the memory; null: this is the question
     * @param added the words that no step before has
     * @param known the words of all steps before
     */
    private record Step(@Nullable Step before, @Nullable Memory memory, Set<String> added, Set<String> known) {
        Step to(Memory next) {
            Set<String> all = new LinkedHashSet<>(known);
            all.addAll(added);
            Set<String> fresh = words(next.text());
            fresh.removeAll(all);
            return new Step(this, next, fresh, all);
        }

        List<Memory> chain() {
            List<Memory> chain = new ArrayList<>();
            for (Step step = this; step != null; step = step.before()) {
                if (step.memory() != null) {
                    chain.addFirst(step.memory());
                }
            }
            return chain;
        }
    }
}
