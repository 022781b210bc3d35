package dev.memcore.bench.tasks.change;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T13: sequential edits: reliability, locality, generalisation. */
@Command(
        name = "edits",
        description = {
            "T13. Stores a fact about each of 1,200 persons, then edits 3, 10, 100 and 1,000 of them one after"
                + " another. Prints the share of edited facts that are the first hit for their question (reliability)"
                + " and for three paraphrases of it (generalisation), and the share of other questions whose first hit"
                + " is byte-identical to that before the edits (locality)."
        },
        mixinStandardHelpOptions = true)
public final class EditsCommand extends TaskCommand {
    private static final int PERSONS = 1_200;
    private static final List<String> INSTRUMENTS = List.of(
            "cello", "oboe", "trumpet", "harp", "banjo", "flute", "viola", "tuba", "piano", "zither", "bassoon",
            "drum");
    private static final String QUESTION = "What is the favourite instrument of %s?";
    private static final List<String> PARAPHRASES = List.of(
            "Which instrument does %s like best?",
            "Tell me the instrument that %s prefers.", "If %s could play only one instrument, which would it be?");
    private static final int OTHERS = 100;

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "The greatest number of edits, up to 1,000 (default: ${DEFAULT-VALUE}).")
    private int max = 1_000;

    /** For picocli. */
    public EditsCommand() {
        super("T13");
    }

    @Override
    protected void quick() {
        max = 10;
    }

    @Override
    protected void measure(Trial trial) {
        if (max < 3 || max > 1_000) {
            throw new BadInput("--max must be 3 to 1,000");
        }
        Map<String, Object> reliability = new LinkedHashMap<>();
        Map<String, Object> generalisation = new LinkedHashMap<>();
        Map<String, Object> locality = new LinkedHashMap<>();
        Map<String, Object> pages = new LinkedHashMap<>();
        double[] least = {1, 1, 1};
        for (int edits : new int[] {3, 10, 100, 1_000}) {
            if (edits <= max) {
                double[] shares = edited(trial, edits);
                String key = Integer.toString(edits);
                reliability.put(key, shares[0]);
                generalisation.put(key, shares[1]);
                locality.put(key, shares[2]);
                pages.put(key, shares[3]);
                for (int i = 0; i < least.length; i++) {
                    least[i] = Math.min(least[i], shares[i]);
                }
            }
        }
        trial.figure("reliability", reliability);
        trial.figure("generalisation", generalisation);
        trial.figure("locality", locality);
        trial.figure("localityOfTenHits", pages);
        trial.atLeast("leastReliability", least[0], 1, "mechanisms T13");
        trial.atLeast("leastGeneralisation", least[1], 0.9, "mechanisms T13: on paraphrases");
        trial.atLeast("leastLocality", least[2], 1, "mechanisms T13: unrelated answers byte-identical");
        trial.note("The store is not parametric, so locality and reliability follow from it. localityOfTenHits compares"
                + " all ten hits, where edited facts may have other ranks.");
    }

    private static double[] edited(Trial trial, int edits) {
        Random random = trial.random();
        try (MemoryManager store = Stores.open(trial.directory("edits-" + edits))) {
            MemorySpace space = store.space(Scope.of("tasks", "edits"));
            List<Integer> values = new ArrayList<>();
            List<Observation> facts = new ArrayList<>();
            for (int i = 0; i < PERSONS; i++) {
                values.add(random.nextInt(INSTRUMENTS.size()));
                facts.add(fact(i, values.get(i)));
            }
            Trial.rememberAll(space, facts);
            store.awaitIndexed();
            List<Integer> others =
                    IntStream.range(PERSONS - OTHERS, PERSONS).boxed().toList();
            List<List<String>> before =
                    others.stream().map(i -> hits(space, QUESTION, i)).toList();
            for (int i = 0; i < edits; i++) {
                values.set(i, (values.get(i) + 1 + random.nextInt(INSTRUMENTS.size() - 1)) % INSTRUMENTS.size());
                space.facts().set(fact(i, values.get(i)));
            }
            store.awaitIndexed();
            return shares(trial, space, edits, values, others, before);
        }
    }

    private static double[] shares(
            Trial trial,
            MemorySpace space,
            int edits,
            List<Integer> values,
            List<Integer> others,
            List<List<String>> before) {
        double reliable = 0;
        double general = 0;
        for (int i = 0; i < edits; i++) {
            String valid = fact(i, values.get(i)).text();
            reliable += first(hits(space, QUESTION, i)).equals(valid) ? 1 : 0;
            for (String paraphrase : PARAPHRASES) {
                general += first(hits(space, paraphrase, i)).equals(valid) ? 1 : 0;
            }
        }
        double local = 0;
        double pages = 0;
        for (int i = 0; i < others.size(); i++) {
            List<String> now = hits(space, QUESTION, others.get(i));
            local += first(now).equals(first(before.get(i))) ? 1 : 0;
            pages += now.equals(before.get(i)) ? 1 : 0;
        }
        trial.asked((1L + PARAPHRASES.size()) * edits + others.size());
        return new double[] {
            reliable / edits, general / edits / PARAPHRASES.size(), local / others.size(), pages / others.size()
        };
    }

    private static Observation fact(int person, int instrument) {
        return Observation.fact(
                        "favourite instrument of " + PersonNames.of(person),
                        "The favourite instrument of " + PersonNames.of(person) + " is the "
                                + INSTRUMENTS.get(instrument) + ".")
                .build();
    }

    private static List<String> hits(MemorySpace space, String question, int person) {
        return space.recall(String.format(question, PersonNames.of(person))).memories().stream()
                .map(Memory::text)
                .toList();
    }

    private static String first(List<String> hits) {
        return hits.isEmpty() ? "" : hits.getFirst();
    }
}
