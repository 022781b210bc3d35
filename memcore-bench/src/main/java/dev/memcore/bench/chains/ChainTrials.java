package dev.memcore.bench.chains;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.papers.chain.ChainedRecall;
import dev.memcore.papers.chain.ChainedRecall.Chain;
import dev.memcore.papers.chain.ChainedRecall.Stop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Tasks T4 and T5: associations of two things each, stored as single memories in random order. T4 asks which of two
 * things is in one chain with a third; T5 asks for the shortest path between two places of a graph.
 */
final class ChainTrials {
    private static final List<String> PAIRS = List.of(
            "The %s stands beside the %s.",
            "There is a %s on top of the %s.",
            "Whoever needs the %s also takes the %s.",
            "The %s was a present, like the %s.",
            "A label on the %s mentions the %s.",
            "Nobody moved the %s without the %s.");
    private static final int PLACES = 20;
    private static final int ROADS_OF_A_PLACE = 5;

    private final Random random;
    private int words;

    ChainTrials(long seed) {
        this.random = new Random(seed);
    }

    /**
     * The results for chains of one length.
     *
     * @param hops the number of associations between the thing that is named and the right choice
     * @param n the number of questions
     * @param chained the share answered right by chained recall
     * @param single the share answered right by one recall of ten memories, where half is chance
     * @param meanHops the mean number of hops of chained recall
     * @param withoutEnd the share of questions without a right choice for which chained recall finds neither choice
     * @param stopHops the mean number of hops until it stops for them
     */
    record Length(
            int hops, int n, double chained, double single, double meanHops, double withoutEnd, double stopHops) {}

    /**
     * The results for graphs.
     *
     * @param n the number of questions
     * @param shortest the share whose chain is a shortest path
     * @param meanHops the mean number of hops
     */
    record Paths(int n, double shortest, double meanHops) {}

    /** Returns the results for one length. All chains, of which each is the lure of another, are in one store. */
    Length chains(int hops, int count) {
        List<List<String>> chains = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> chain = new ArrayList<>();
            for (int item = 0; item <= hops; item++) {
                chain.add(word());
            }
            chains.add(chain);
            texts.addAll(pairs(chain));
        }
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = stored(manager, texts);
            ChainedRecall chained = ChainedRecall.over(space);
            double right = 0;
            double single = 0;
            double made = 0;
            double none = 0;
            double stopped = 0;
            for (int i = 0; i < count; i++) {
                List<String> chain = chains.get(i);
                String lure = chains.get((i + 1) % count).getLast();
                String choice = chain.getLast();
                Chain found = chained.recall(chain.getFirst(), memory -> names(memory, choice) || names(memory, lure));
                right += found.stop() == Stop.GOAL && names(found.memories().getLast(), choice) ? 1 : 0;
                made += found.hops();
                single += single(space, chain.getFirst(), choice, lure);
                String other = chains.get((i + 2) % count).getLast();
                Chain endless = chained.recall(chain.getFirst(), memory -> names(memory, other) || names(memory, lure));
                none += endless.stop() == Stop.GOAL ? 0 : 1;
                stopped += endless.hops();
            }
            return new Length(hops, count, right / count, single / count, made / count, none / count, stopped / count);
        }
    }

    private List<String> pairs(List<String> chain) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < chain.size(); i++) {
            List<String> two = Arrays.asList(chain.get(i - 1), chain.get(i));
            Collections.shuffle(two, random);
            texts.add(String.format(PAIRS.get(random.nextInt(PAIRS.size())), two.get(0), two.get(1)));
        }
        return texts;
    }

    /** Returns 1 if the first of ten memories that names a choice names the right one, and half if none does. */
    private static double single(MemorySpace space, String cue, String choice, String lure) {
        for (Memory memory : space.recall(MemoryQuery.of(cue)).memories()) {
            if (names(memory, choice) || names(memory, lure)) {
                return names(memory, choice) ? 1 : 0;
            }
        }
        return 0.5;
    }

    /** Returns the results for graphs of {@value #PLACES} places, with a question about each of some pairs of places. */
    Paths paths(int graphs, int questions) {
        int shortest = 0;
        double made = 0;
        for (int graph = 0; graph < graphs; graph++) {
            List<String> places = new ArrayList<>();
            List<Set<Integer>> roads = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                places.add(word());
                roads.add(new LinkedHashSet<>());
            }
            List<String> texts = texts(places, roads);
            try (MemoryManager manager = Memcore.inMemory()) {
                ChainedRecall chained =
                        ChainedRecall.over(stored(manager, texts)).withBreadth(2 * PLACES);
                for (int question = 0; question < questions; question++) {
                    int from = random.nextInt(PLACES);
                    int to = (from + 1 + random.nextInt(PLACES - 1)) % PLACES;
                    Chain chain = chained.recall(places.get(from), memory -> names(memory, places.get(to)));
                    boolean reached = chain.stop() == Stop.GOAL;
                    shortest += reached && chain.hops() == distance(roads, from, to) ? 1 : 0;
                    made += chain.hops();
                }
            }
        }
        int n = graphs * questions;
        return new Paths(n, (double) shortest / n, made / n);
    }

    /** Joins the places by roads: a circle, so that each can be reached, and random ones. */
    private List<String> texts(List<String> places, List<Set<Integer>> roads) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < PLACES * ROADS_OF_A_PLACE / 2; i++) {
            int from = i < PLACES ? i : random.nextInt(PLACES);
            int to = i < PLACES ? (i + 1) % PLACES : random.nextInt(PLACES);
            if (from != to && roads.get(from).add(to)) {
                roads.get(to).add(from);
                texts.add(String.format("A road joins %s and %s.", places.get(from), places.get(to)));
            }
        }
        return texts;
    }

    private static int distance(List<Set<Integer>> roads, int from, int to) {
        int[] distances = new int[PLACES];
        Arrays.fill(distances, -1);
        distances[from] = 0;
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (distances[to] < 0) {
            int place = open.removeFirst();
            for (int next : roads.get(place)) {
                if (distances[next] < 0) {
                    distances[next] = distances[place] + 1;
                    open.add(next);
                }
            }
        }
        return distances[to];
    }

    private MemorySpace stored(MemoryManager manager, List<String> texts) {
        Collections.shuffle(texts, random);
        MemorySpace space = manager.space(Scope.of("eval", "chains"));
        List<Observation> all = texts.stream().map(Observation::of).toList();
        for (int from = 0; from < all.size(); from += 500) {
            space.rememberAll(all.subList(from, Math.min(all.size(), from + 500)));
        }
        manager.awaitIndexed();
        return space;
    }

    private String word() {
        return UniqueWord.of(words++);
    }

    private static boolean names(Memory memory, String word) {
        return memory.text().contains(word);
    }
}
