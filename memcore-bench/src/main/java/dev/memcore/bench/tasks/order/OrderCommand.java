package dev.memcore.bench.tasks.order;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T3: which of two segments of a text came first. */
@Command(
        name = "order",
        description = {
            "T3. Stores excerpts of 250 to 20,000 words sentence by sentence, and asks which of two segments of 20 or"
                    + " 50 words came first: each is recalled, and the order of the two memories is the answer. If both"
                    + " are found in one memory, half counts. Prints the accuracy by the distance of the segments, with"
                    + " the segments as they are and without 30 %% of their words."
        },
        mixinStandardHelpOptions = true)
public final class OrderCommand extends TaskCommand {
    private static final List<Integer> EXCERPTS = List.of(250, 1_000, 2_500, 10_000, 20_000);
    private static final List<Integer> SEGMENTS = List.of(20, 50);
    private static final double DROPPED = 0.3;

    /** The bins of the distance: adjacent segments, and quarters of the excerpt. */
    private static final List<String> BINS = List.of("adjacent", "quarter", "half", "beyond");

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Pairs of each bin, excerpt and length of segments (default: ${DEFAULT-VALUE}).")
    private int pairs = 30;

    private List<Integer> excerpts = EXCERPTS;

    /** For picocli. */
    public OrderCommand() {
        super("T3");
    }

    @Override
    protected void quick() {
        pairs = 5;
        excerpts = EXCERPTS.subList(0, 3);
    }

    @Override
    protected void measure(Trial trial) {
        if (pairs < 1) {
            throw new BadInput("--pairs must be 1 or more");
        }
        Map<String, double[]> clean = new LinkedHashMap<>();
        Map<String, double[]> noised = new LinkedHashMap<>();
        Map<String, double[]> quoted = new LinkedHashMap<>();
        try (MemoryManager store = Stores.open(trial.directory("excerpts"))) {
            for (int words : excerpts) {
                Book book = Book.ofWords(words);
                MemorySpace space = store.space(Scope.of("tasks", "excerpt" + words));
                Map<MemoryId, Integer> places = stored(space, book);
                store.awaitIndexed();
                for (int length : SEGMENTS) {
                    ask(trial, space, book, places, length, List.of(clean, noised, quoted));
                }
            }
        }
        trial.figure("clean", shares(clean));
        trial.figure("noised", shares(noised));
        trial.figure("quoted", shares(quoted));
        trial.atLeast("leastClean", least(clean), 0.99, "mechanisms T3: every bin, including adjacent segments");
        trial.atLeast("leastNoised", least(noised), 0.95, "mechanisms T3: with 30 % of the words missing");
    }

    private static Map<MemoryId, Integer> stored(MemorySpace space, Book book) {
        List<Memory> memories = Trial.rememberAll(
                space, book.sentences().stream().map(Observation::of).toList());
        Map<MemoryId, Integer> places = new HashMap<>();
        // the order of the listing, not that in which the texts were given
        memories.stream().map(Memory::id).sorted().forEach(id -> places.put(id, places.size()));
        return places;
    }

    private void ask(
            Trial trial,
            MemorySpace space,
            Book book,
            Map<MemoryId, Integer> places,
            int length,
            List<Map<String, double[]>> counts) {
        Random random = trial.random();
        for (int bin = 0; bin < BINS.size(); bin++) {
            for (int[] pair : pairs(book, bin, length, random)) {
                String one = book.segment(pair[0], length);
                String other = book.segment(pair[1], length);
                boolean swapped = random.nextBoolean(); // so that chance is one half
                count(counts.get(0), BINS.get(bin), score(space, places, one, other, swapped));
                String worse = Book.dropped(one, DROPPED, random);
                String worseOther = Book.dropped(other, DROPPED, random);
                count(counts.get(1), BINS.get(bin), score(space, places, worse, worseOther, swapped));
                count(counts.get(2), BINS.get(bin), score(space, places, quote(one), quote(other), swapped));
                trial.asked(3);
            }
        }
    }

    private static String quote(String segment) {
        return '"' + segment + '"';
    }

    /** Returns pairs of sentences, the earlier one first, whose segments do not overlap. */
    private List<int[]> pairs(Book book, int bin, int length, Random random) {
        double least = bin == 0 ? length : (bin - 1) * book.size() / 4.0;
        double most = bin == 0 ? 2.0 * length : bin == BINS.size() - 1 ? book.size() : bin * book.size() / 4.0;
        List<int[]> fitting = new ArrayList<>();
        for (int i = 0; i < book.sentences().size(); i++) {
            for (int j = i + 1; j < book.sentences().size(); j++) {
                int distance = book.starts().get(j) - book.starts().get(i);
                boolean whole = book.starts().get(j) + length <= book.size();
                if (whole && distance >= Math.max(least, length) && distance < most) {
                    fitting.add(new int[] {i, j});
                }
            }
        }
        List<int[]> chosen = new ArrayList<>();
        while (chosen.size() < pairs && !fitting.isEmpty()) {
            chosen.add(fitting.get(random.nextInt(fitting.size())));
        }
        return chosen;
    }

    /** Returns 1 if the order of the recalled memories is right, and half if there is none. */
    private static double score(
            MemorySpace space, Map<MemoryId, Integer> places, String one, String other, boolean swapped) {
        int first = place(space, places, swapped ? other : one);
        int second = place(space, places, swapped ? one : other);
        if (first == second || first < 0 || second < 0) {
            return 0.5;
        }
        return first < second != swapped ? 1 : 0;
    }

    private static int place(MemorySpace space, Map<MemoryId, Integer> places, String segment) {
        List<Memory> hits = space.recall(MemoryQuery.of(segment).withLimit(1)).memories();
        return hits.isEmpty() ? -1 : places.getOrDefault(hits.getFirst().id(), -1);
    }

    private static void count(Map<String, double[]> counts, String bin, double score) {
        double[] sums = counts.computeIfAbsent(bin, none -> new double[2]);
        sums[0] += score;
        sums[1]++;
    }

    private static Map<String, Object> shares(Map<String, double[]> counts) {
        Map<String, Object> shares = new LinkedHashMap<>();
        counts.forEach((bin, sums) -> shares.put(bin, sums[0] / sums[1]));
        return shares;
    }

    private static double least(Map<String, double[]> counts) {
        return counts.values().stream()
                .mapToDouble(sums -> sums[0] / sums[1])
                .min()
                .orElse(0);
    }
}
