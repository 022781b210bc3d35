package dev.memcore.bench.tasks.order;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextOrder;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.context.ContextSection;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T25: what a context of fixed size shows, by the place in the conversation; and the place in the rendered block. */
@Command(
        name = "position",
        description = {
            "T25. Hides facts at ten depths of a conversation, asks for each, and prints by depth the share of"
                    + " contexts of 1,000 tokens that show the fact, beside the share of windows of the same size. Then"
                    + " prints, for each order of a context, the tenth of the block at which the fact stands."
        },
        mixinStandardHelpOptions = true)
public final class PositionCommand extends TaskCommand {
    private static final Instant START = Instant.parse("2024-01-01T09:00:00Z");
    private static final int TENTHS = 10;
    private static final int TOKENS = 1_000;

    @Option(names = "--turns", paramLabel = "N", description = "The number of turns (default: ${DEFAULT-VALUE}).")
    private int turns = 5_000;

    @Option(
            names = "--each",
            paramLabel = "N",
            description = "The number of facts at each depth (default: ${DEFAULT-VALUE}).")
    private int each = 10;

    /** For picocli. */
    public PositionCommand() {
        super("T25");
    }

    @Override
    protected void quick() {
        turns = 300;
        each = 2;
    }

    @Override
    protected void measure(Trial trial) {
        if (turns < 100 || each < 1 || each * TENTHS > turns) {
            throw new BadInput("--turns must be 100 or more, and --each 1 or more, at most a tenth of --turns");
        }
        try (MemoryManager store = Stores.open(trial.directory("conversation"))) {
            MemorySpace space = store.space(Scope.of("tasks", "position"));
            SessionMemory session = space.session("talk");
            List<List<Integer>> facts = store(session, trial.seed());
            store.awaitIndexed();
            double[] context = new double[TENTHS];
            double[] window = new double[TENTHS];
            Map<ContextOrder, double[]> places = new LinkedHashMap<>();
            String shown = String.join(
                    "\n",
                    session.window(TOKENS).stream().map(memory -> memory.text()).toList());
            for (int depth = 0; depth < TENTHS; depth++) {
                for (int fact : facts.get(depth)) {
                    context[depth] += ask(session, fact, ContextOrder.SCORE, places) ? 1.0 / each : 0;
                    ask(session, fact, ContextOrder.TIME, places);
                    ask(session, fact, ContextOrder.EDGES, places);
                    window[depth] += shown.contains(value(fact)) ? 1.0 / each : 0;
                    trial.asked(1);
                }
            }
            report(trial, context, window, places);
        }
    }

    private List<List<Integer>> store(SessionMemory session, long seed) {
        ConversationGenerator filler = new ConversationGenerator(seed);
        List<List<Integer>> facts = new ArrayList<>();
        List<Observation> batch = new ArrayList<>();
        int made = 0;
        for (int turn = 0; turn < turns; turn++) {
            int depth = (int) ((long) turn * TENTHS / turns);
            int within = turn - (int) Math.ceil(depth * (double) turns / TENTHS);
            if (facts.size() == depth) {
                facts.add(new ArrayList<>());
            }
            if (within % (turns / TENTHS / each) == 0 && facts.get(depth).size() < each) {
                facts.get(depth).add(made);
                batch.add(turn("By the way, the locker of " + name(made) + " is number " + value(made) + ".", turn));
                made++;
            }
            batch.add(turn(filler.turn(), turn));
            if (batch.size() >= 1_000) {
                session.addAll(List.copyOf(batch));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            session.addAll(batch);
        }
        return facts;
    }

    private static Observation turn(String text, int minute) {
        return Observation.builder(text)
                .role(Role.USER)
                .eventTime(START.plus(Duration.ofMinutes(minute)))
                .build();
    }

    private static String name(int fact) {
        return UniqueWord.of(fact);
    }

    private static String value(int fact) {
        return UniqueWord.of(1_000_000L + fact);
    }

    /** Asks for a fact, counts the tenth of the memories at which it stands, and returns whether it is shown. */
    private static boolean ask(
            SessionMemory session, int fact, ContextOrder order, Map<ContextOrder, double[]> places) {
        Context context = session.context(ContextRequest.builder("Which locker does " + name(fact) + " have?", TOKENS)
                .order(order)
                .build());
        List<String> memories = context.lines(ContextSection.MEMORIES).stream()
                .map(line -> line.text())
                .toList();
        for (int i = 0; i < memories.size(); i++) {
            if (memories.get(i).contains(value(fact))) {
                places.computeIfAbsent(order, none -> new double[TENTHS])[i * TENTHS / memories.size()]++;
            }
        }
        return context.text().contains(value(fact));
    }

    private static void report(Trial trial, double[] context, double[] window, Map<ContextOrder, double[]> places) {
        trial.figure("shownByDepth", values(context));
        trial.figure("windowByDepth", values(window));
        places.forEach((order, counts) -> trial.figure("tenthOfBlock" + order, values(counts)));
        double least = 1;
        for (double share : context) {
            least = Math.min(least, share);
        }
        trial.figure("leastShown", least);
        trial.note("mechanisms T25 asks for the curve and for a comparison with a window, and states no bound.");
    }

    private static List<Double> values(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }
}
