package dev.memcore.bench.gate;

import dev.memcore.bench.eval.set.Sets;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import dev.memcore.retrieval.conversation.ConversationForms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the gate that decides whether a message needs memory. */
@Command(
        name = "gate",
        description = {
            "Prints how many questions the gate before recall stops (missed; all questions of all sets need memory),"
                    + " and how many of 300 turns of LoCoMo and MemoryCode that need none (spared; labelled by hand)."
        },
        mixinStandardHelpOptions = true)
public final class GateCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The directory that contains the directories of the sets.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--dataset",
            split = ",",
            paramLabel = "SET",
            description = "Only these sets, separated by commas (default: all sets found in --data).")
    private List<String> names = new ArrayList<>();

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public GateCommand() {}

    @Override
    public Integer call() {
        json.check();
        Terminal out = Terminal.standard();
        out.line("%-14s %10s %8s %10s %8s", "set", "questions", "missed", "no memory", "spared");
        List<GateTrial> trials = new ArrayList<>();
        for (Sets set : Sets.chosen(names, data)) {
            GateTrial trial = GateTrial.of(set.read(data), ConversationForms.smallTalkGate());
            trials.add(trial);
            print(trial, out);
        }
        GateTrial all = new GateTrial(
                "all",
                sum(trials, GateTrial::questions),
                sum(trials, GateTrial::missed),
                sum(trials, GateTrial::smallTalk),
                sum(trials, GateTrial::spared));
        print(all, out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("questions", Map.of("n", all.questions(), "missed", share(all.missed(), all.questions())));
        result.put("smallTalk", Map.of("n", all.smallTalk(), "spared", share(all.spared(), all.smallTalk())));
        result.put("sets", trials);
        json.write(result);
        return 0;
    }

    private static void print(GateTrial trial, Terminal out) {
        out.line(
                "%-14s %,10d %8d %,10d %8d",
                trial.set(), trial.questions(), trial.missed(), trial.smallTalk(), trial.spared());
    }

    private static int sum(List<GateTrial> trials, ToIntFunction<GateTrial> count) {
        return trials.stream().mapToInt(count).sum();
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
