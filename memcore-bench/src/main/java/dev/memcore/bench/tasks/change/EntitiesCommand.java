package dev.memcore.bench.tasks.change;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.context.ContextSection;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T24: the present value of an attribute after many updates among other turns. */
@Command(
        name = "entities",
        description = {
            "T24. Updates the attributes of 20 entities 1, 10 and 100 times each, in random order and among as many"
                + " unrelated turns. Prints the share of attributes whose present value is read by key, is the first"
                + " hit for a question, and is the only value in the context; and the lines that the facts take there."
        },
        mixinStandardHelpOptions = true)
public final class EntitiesCommand extends TaskCommand {
    private static final List<String> ENTITIES = List.of(
            "the ferry",
            "the museum",
            "the bakery",
            "the red van",
            "the lighthouse",
            "the choir",
            "the archive",
            "the greenhouse",
            "the old mill",
            "the observatory",
            "the tramline",
            "the harbour crane",
            "the library",
            "the clinic",
            "the brewery",
            "the cinema",
            "the stadium",
            "the orchard",
            "the quarry",
            "the chapel");
    private static final List<String> ATTRIBUTES = List.of("manager", "opening hour", "colour");
    private static final String SOURCE = "mechanisms row 54, task T24";
    private static final int TOKENS = 20_000;

    @Option(
            names = "--updates",
            paramLabel = "K",
            description = "The greatest number of updates of an attribute, 1 to 1,000 (default: ${DEFAULT-VALUE}).")
    private int updates = 100;

    /** For picocli. */
    public EntitiesCommand() {
        super("T24");
    }

    @Override
    protected void quick() {
        updates = 10;
    }

    @Override
    protected void measure(Trial trial) {
        if (updates < 1 || updates > 1_000) {
            throw new BadInput("--updates must be 1 to 1,000");
        }
        Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
        double keyed = 1;
        double stale = 0;
        int lines = 0;
        int most = 0;
        for (int each = 1; each <= updates; each *= 10) {
            Result result = after(trial, each);
            keyed = Math.min(keyed, result.keyed());
            stale = Math.max(stale, result.stale());
            lines = lines == 0 ? result.lines() : lines;
            most = Math.max(most, result.lines());
            String key = Integer.toString(each);
            figures.computeIfAbsent("byKey", none -> new LinkedHashMap<>()).put(key, result.keyed());
            figures.computeIfAbsent("firstHit", none -> new LinkedHashMap<>()).put(key, result.first());
            figures.computeIfAbsent("factLines", none -> new LinkedHashMap<>()).put(key, result.lines());
        }
        figures.forEach(trial::figure);
        trial.atLeast("leastByKey", keyed, 1, SOURCE + ": the present value, always");
        trial.atMost("staleInContext", stale, 0, SOURCE + ": an old value is not shown");
        trial.atMost("growthOfPrefix", most / (double) lines, 1, SOURCE + ": size independent of the history");
    }

    private record Result(double keyed, double first, double stale, int lines) {}

    private static Result after(Trial trial, int each) {
        Random random = trial.random();
        ConversationGenerator filler = new ConversationGenerator(trial.seed());
        Map<String, String> current = new LinkedHashMap<>();
        try (MemoryManager store = Stores.open(trial.directory("updates-" + each))) {
            MemorySpace space = store.space(Scope.of("tasks", "entities"));
            Trial.rememberAll(space, stream(each, random, filler, current));
            store.awaitIndexed();
            Context context = space.context(ContextRequest.builder("What do you know?", TOKENS)
                    .share(ContextSection.FACTS, 1)
                    .share(ContextSection.MEMORIES, 0)
                    .build());
            double keyed = 0;
            double first = 0;
            for (Map.Entry<String, String> entry : current.entrySet()) {
                String value = entry.getValue();
                String found =
                        space.facts().get(entry.getKey()).map(Memory::text).orElse("");
                keyed += found.equals(value) ? 1 : 0;
                first += space.recall("What is the " + entry.getKey() + "?").memories().stream()
                                .limit(1)
                                .anyMatch(memory -> memory.text().equals(value))
                        ? 1
                        : 0;
            }
            trial.asked(2L * current.size());
            List<String> shown = context.lines(ContextSection.FACTS).stream()
                    .map(line -> line.text())
                    .toList();
            long stale =
                    shown.stream().filter(text -> !current.containsValue(text)).count();
            int all = current.size();
            return new Result(keyed / all, first / all, stale / (double) Math.max(1, shown.size()), shown.size());
        }
    }

    private static List<Observation> stream(
            int each, Random random, ConversationGenerator filler, Map<String, String> current) {
        List<String> keys = new ArrayList<>();
        for (String entity : ENTITIES) {
            for (String attribute : ATTRIBUTES) {
                keys.addAll(Collections.nCopies(each, attribute + " of " + entity));
            }
        }
        Collections.shuffle(keys, random);
        List<Observation> stream = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String key : keys) {
            int count = counts.merge(key, 1, Integer::sum);
            String value = "The " + key + " is number " + (7 * count + random.nextInt(7)) + ".";
            current.put(key, value);
            stream.add(Observation.fact(key, value).build());
            stream.add(Observation.of(filler.turn()));
        }
        return stream;
    }
}
