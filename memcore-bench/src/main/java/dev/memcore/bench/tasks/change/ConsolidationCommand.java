package dev.memcore.bench.tasks.change;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T6: single and chained questions over statements that contradict earlier ones. */
@Command(
        name = "consolidation",
        description = {
            "T6. Stores lists of statements of about 6,000 to 262,000 tokens, in which later ones contradict earlier"
                + " ones, and asks for single relations and for chains of 2 to 4. Prints the share of right answers:"
                + " with the statements as keyed facts, and with the statements as plain texts, one recall per hop."
        },
        mixinStandardHelpOptions = true)
public final class ConsolidationCommand extends TaskCommand {
    private static final List<Integer> SIZES = List.of(6_000, 32_000, 64_000, 262_000);
    private static final String SOURCE = "mechanisms row 37, task T6: 100 % with extraction by rule";

    @Option(
            names = "--max",
            paramLabel = "TOKENS",
            description = "The longest list, up to 262,000 (default: ${DEFAULT-VALUE}).")
    private int max = 262_000;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "Single questions, and as many chained ones, for each size (default: ${DEFAULT-VALUE}).")
    private int questions = 90;

    private List<Integer> sizes = SIZES;

    /** For picocli. */
    public ConsolidationCommand() {
        super("T6");
    }

    @Override
    protected void quick() {
        sizes = List.of(2_000);
        questions = 15;
    }

    @Override
    protected void measure(Trial trial) {
        if (max < 6_000 || questions < 3) {
            throw new BadInput("--max must be 6,000 or more, and --questions 3 or more");
        }
        Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
        double single = 1;
        double chained = 1;
        try (MemoryManager store = Stores.open(trial.directory("relations"))) {
            for (int size : sizes) {
                if (size <= max) {
                    Lists lists = lists(trial, store, size);
                    double[] one = lists.ask(1, questions);
                    double[] more = lists.ask(4, questions);
                    single = Math.min(single, one[0]);
                    chained = Math.min(chained, more[0]);
                    String key = Integer.toString(size);
                    figures.computeIfAbsent("factsSingle", none -> new LinkedHashMap<>())
                            .put(key, one[0]);
                    figures.computeIfAbsent("factsChained", none -> new LinkedHashMap<>())
                            .put(key, more[0]);
                    figures.computeIfAbsent("recallSingle", none -> new LinkedHashMap<>())
                            .put(key, one[1]);
                    figures.computeIfAbsent("recallChained", none -> new LinkedHashMap<>())
                            .put(key, more[1]);
                    trial.asked(2L * questions);
                }
            }
        }
        figures.forEach(trial::figure);
        trial.atLeast("leastFactsSingle", single, 1, SOURCE);
        trial.atLeast("leastFactsChained", chained, 1, SOURCE);
        trial.note("recall...: the same statements without keys; the newest statement should be the first hit.");
    }

    private Lists lists(Trial trial, MemoryManager store, int tokens) {
        Random random = trial.random();
        int each = TokenCounter.approximate()
                .count(Relations.of(4, random).statements().getFirst());
        Relations relations = Relations.of(tokens / each, random);
        MemorySpace keyed = store.space(Scope.of("tasks", "keyed" + tokens));
        MemorySpace plain = store.space(Scope.of("tasks", "plain" + tokens));
        List<Observation> facts = new ArrayList<>();
        List<Observation> texts = new ArrayList<>();
        for (String statement : relations.statements()) {
            Relations.parse(statement)
                    .ifPresent(found -> facts.add(
                            Observation.fact(found.getKey(), found.getValue()).build()));
            texts.add(Observation.of(statement));
        }
        Trial.rememberAll(keyed, facts);
        Trial.rememberAll(plain, texts);
        store.awaitIndexed();
        return new Lists(relations, keyed, plain, random);
    }

    /** The statements of one size, as keyed facts and as plain texts. */
    private record Lists(Relations relations, MemorySpace keyed, MemorySpace plain, Random random) {
        /** Returns the share of right answers by facts, and by recall. Chains have 2 relations up to the most. */
        double[] ask(int most, int count) {
            double facts = 0;
            double recall = 0;
            int asked = 0;
            for (int i = 0; i < count; i++) {
                int hops = most == 1 ? 1 : 2 + i % (most - 1);
                Relations.Question question = relations.question(hops, random).orElseThrow();
                facts += answer(question, this::fact).equals(question.answer()) ? 1 : 0;
                recall += answer(question, this::recalled).equals(question.answer()) ? 1 : 0;
                asked++;
            }
            return new double[] {facts / asked, recall / asked};
        }

        private interface LookUp {
            String next(String person, String relation);
        }

        private static String answer(Relations.Question question, LookUp lookUp) {
            String at = question.person();
            for (String relation : question.relations()) {
                at = lookUp.next(at, relation);
            }
            return at;
        }

        private String fact(String person, String relation) {
            return keyed.facts()
                    .get(Relations.key(person, relation))
                    .map(Memory::text)
                    .orElse("");
        }

        private String recalled(String person, String relation) {
            if (person.isEmpty()) {
                return "";
            }
            MemoryQuery query = MemoryQuery.of("Who is the " + relation + " of " + person + "?")
                    .withLimit(1);
            return plain.recall(query).memories().stream()
                    .findFirst()
                    .flatMap(memory -> Relations.parse(memory.text()))
                    .map(Map.Entry::getValue)
                    .orElse("");
        }
    }
}
