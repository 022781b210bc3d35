package dev.memcore.bench.life;

import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import dev.memcore.consolidation.Policies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures recall after a simulated life with nightly maintenance and weekly restarts, compared with the same life
 * without them.
 */
@Command(
        name = "life",
        description = {
            "Measures recall after days of use. The turns of a set are stored in the order of their time, with a"
                    + " simulated clock.",
            "After each day the store is maintained with the recommended policies (docs/guide/lifecycle.md). Every"
                    + " week it is",
            "closed and opened again. Then all questions are asked. The same is measured without maintenance and"
                    + " restarts.",
            "A merged memory counts for its parts; a gist does not."
        },
        mixinStandardHelpOptions = true)
public final class LifeCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory that contains the directories of the sets, or the directory of one set.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--dataset",
            split = ",",
            paramLabel = "NAME",
            description = "Only these sets, separated by commas: locomo, lifebench-en, lifebench-zh, beam, memorycode"
                    + " (default: all that are there).")
    private List<String> datasets = new ArrayList<>();

    @Option(
            names = "--short",
            paramLabel = "N",
            description = "Number of messages that stay in SHORT (default: ${DEFAULT-VALUE}, as recommended).")
    private int shortMessages = Policies.RECOMMENDED_SHORT;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "Number of memories of a user that stay in MID and in LONG (default: ${DEFAULT-VALUE}, as"
                    + " recommended).")
    private int capacity = Policies.RECOMMENDED_CAPACITY;

    @Option(names = "--seed", description = "Seed of the ids of memories (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();

    /** For picocli. */
    public LifeCommand() {}

    @Override
    public Integer call() {
        BadInput.unlessAtLeast("--short", shortMessages, 0);
        BadInput.unlessAtLeast("--capacity", capacity, 1);
        json.check();
        List<Sets> wanted = wanted();
        List<Sets> present = PresentSets.in(data);
        List<String> absent = wanted.stream()
                .filter(set -> !present.contains(set))
                .map(Sets::label)
                .toList();
        List<LifeResult> results = new ArrayList<>();
        for (Sets set : wanted.stream().filter(present::contains).toList()) {
            results.add(live(set.read(data)));
            results.getLast().print(out);
            out.line();
        }
        if (results.isEmpty()) {
            throw new BadInput(data + " contains none of the sets " + String.join(", ", absent)
                    + "; give the directory that holds their directories, or one of them");
        }
        absent.forEach(name -> out.line("skipped because it is missing: " + name));
        json.write(json(results, absent));
        return 0;
    }

    private List<Sets> wanted() {
        if (datasets.isEmpty()) {
            return PresentSets.ALL;
        }
        List<Sets> wanted = datasets.stream().map(Sets::named).distinct().toList();
        for (Sets set : wanted) {
            if (!PresentSets.ALL.contains(set)) {
                throw new BadInput("the set " + set.label() + " has no sessions with times; sets with sessions are "
                        + PresentSets.ALL.stream().map(Sets::label).collect(Collectors.joining(", ")));
            }
        }
        return wanted;
    }

    private LifeResult live(EvaluationSet set) {
        if (set.groups().stream().allMatch(group -> group.documents().isEmpty())) {
            throw new BadInput(set.files().names() + " has no turns");
        }
        long start = System.nanoTime();
        Interview interview = new Interview(set);
        SimulatedLife still = new SimulatedLife(set, List.of(), false, seed);
        Outcomes without = still.live(store -> interview.ask(still, store));
        SimulatedLife life = new SimulatedLife(set, Policies.recommended(shortMessages, capacity), true, seed);
        Answered answered = life.live(store -> {
            Outcomes lived = interview.ask(life, store);
            return new Answered(lived, Losses.of(set, without, lived, life, store));
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        return new LifeResult(set, answered.lived, without, life.maintained(), answered.losses, seconds);
    }

    /** The answers after a life, and its losses. */
    private record Answered(Outcomes lived, Losses losses) {}

    /** Returns the result of one set, or the results of several sets by name. */
    private static Map<String, Object> json(List<LifeResult> results, List<String> absent) {
        if (results.size() == 1) {
            return results.getFirst().json();
        }
        Map<String, Object> sets = new LinkedHashMap<>();
        results.forEach(result -> sets.put(result.set().name(), result.json()));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sets", sets);
        all.put("absent", absent);
        return all;
    }
}
