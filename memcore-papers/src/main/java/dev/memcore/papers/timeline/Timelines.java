package dev.memcore.papers.timeline;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.session.Transcript;
import dev.memcore.consolidation.term.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Timelines of memories: each memory is linked to similar older ones, and a connected group in the order of time is a timeline. After
 * THEANINE (Ong et al., 2024), which keeps old memories and shows how a topic developed. As there, a memory is compared
 * with its 3 most similar predecessors, and linked to the latest suitable one of each group. Similarity is the rarity of
 * the common words, divided by the geometric mean of those of both texts, and relations are recognised by form; THEANINE uses an embedder and a language model.
 *
 * <p>Immutable; safe for any number of threads. Made in O(n^2).
 */
public final class Timelines {
    /** THEANINE links a memory to at most this number of similar ones. */
    public static final int SIMILAR = 3;

    /** The least similarity of a link: two rare words in common among about ten. THEANINE states none. */
    private static final double LEAST_SIMILARITY = 0.15;

    private final Map<MemoryId, List<Step>> timelines;

    /**
     * A memory of a timeline.
     *
     * @param memory the memory
     * @param relation how it relates to the latest earlier memory to which it is linked
     * @param to the memory to which it relates; empty at the start
     */
    public record Step(Memory memory, Relation relation, Optional<MemoryId> to) {
        /** Checks that nothing is missing. */
        public Step {
            Arguments.present(memory, "memory");
            Arguments.present(relation, "relation");
            Arguments.present(to, "to");
        }
    }

    private record Entry(Memory memory, Set<String> terms, double length) {}

    private Timelines(Map<MemoryId, List<Step>> timelines) {
        this.timelines = timelines;
    }

    /**
     * Returns the timelines of some memories.
     *
     * @param memories the memories, each once, in any order
     */
    public static Timelines of(List<Memory> memories) {
        List<Memory> ordered = Arguments.allPresent(memories, "memories").stream()
                .sorted(Comparator.comparing((Memory memory) -> memory.when().start())
                        .thenComparing(Memory::id))
                .toList();
        return new Timelines(new Linking(ordered).timelines());
    }

    /** Returns the timeline of a memory: all memories of its group in order of time; empty if the memory is unknown. */
    public List<Step> of(MemoryId memory) {
        return timelines.getOrDefault(Arguments.present(memory, "memory"), List.of());
    }

    /** Returns all timelines, each once, in the order of their first memories. */
    public List<List<Step>> all() {
        return List.copyOf(new LinkedHashSet<>(timelines.values()));
    }

    /** Returns the timeline of a memory for access by position and time. */
    public Transcript transcript(MemoryId memory) {
        return Transcript.of(of(memory).stream().map(Step::memory).toList());
    }

    /** Links memories one after another. */
    private static final class Linking {
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Integer> containing = new HashMap<>();
        private final Map<String, List<Integer>> postings = new HashMap<>();
        private final int[] group;
        private final List<Step> steps = new ArrayList<>();

        Linking(List<Memory> ordered) {
            List<Set<String>> terms = ordered.stream()
                    .<Set<String>>map(memory -> Terms.of(memory.text()))
                    .toList();
            terms.forEach(set -> set.forEach(term -> containing.merge(term, 1, Integer::sum)));
            group = new int[ordered.size()];
            for (int i = 0; i < ordered.size(); i++) {
                double sum = terms.get(i).stream()
                        .mapToDouble(term -> rarity(term, ordered.size()))
                        .sum();
                Entry entry = new Entry(ordered.get(i), terms.get(i), Math.sqrt(sum));
                link(i, entry, ordered.size());
            }
        }

        private double rarity(String term, int n) {
            return Terms.rarity(n, containing.getOrDefault(term, 0));
        }

        private void link(int i, Entry entry, int n) {
            Map<Integer, Double> shared = new TreeMap<>();
            for (String term : entry.terms) {
                double weight = rarity(term, n);
                postings.computeIfAbsent(term, key -> new ArrayList<>())
                        .forEach(other -> shared.merge(other, weight, Double::sum));
                postings.getOrDefault(term, List.of()).add(i);
            }
            entries.add(entry);
            group[i] = i;
            List<Integer> similar = shared.entrySet().stream()
                    .filter(other ->
                            other.getValue() >= LEAST_SIMILARITY * entry.length * entries.get(other.getKey()).length)
                    .sorted(Comparator.comparingDouble((Map.Entry<Integer, Double> other) ->
                                    -other.getValue() / entries.get(other.getKey()).length)
                            .thenComparing(Map.Entry::getKey))
                    .limit(SIMILAR)
                    .map(Map.Entry::getKey)
                    .toList();
            int latest = similar.stream().mapToInt(Integer::intValue).max().orElse(-1);
            similar.forEach(other -> join(group[other], i));
            steps.add(
                    latest < 0
                            ? new Step(entry.memory, Relation.START, Optional.empty())
                            : new Step(
                                    entry.memory,
                                    Relation.of(entries.get(latest).memory.text(), entry.memory.text()),
                                    Optional.of(entries.get(latest).memory.id())));
        }

        /** Gives all members of two groups the smaller number. */
        private void join(int one, int member) {
            int other = group[member];
            int least = Math.min(one, other);
            for (int i = 0; i < entries.size(); i++) {
                if (group[i] == one || group[i] == other) {
                    group[i] = least;
                }
            }
        }

        Map<MemoryId, List<Step>> timelines() {
            Map<Integer, List<Step>> byGroup = new LinkedHashMap<>();
            for (int i = 0; i < steps.size(); i++) {
                byGroup.computeIfAbsent(group[i], key -> new ArrayList<>()).add(steps.get(i));
            }
            Map<MemoryId, List<Step>> timelines = new LinkedHashMap<>();
            byGroup.values().forEach(all -> {
                List<Step> fixed = List.copyOf(all);
                fixed.forEach(step -> timelines.put(step.memory().id(), fixed));
            });
            return timelines;
        }
    }
}
