package dev.memcore.bench.tasks.ability;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T12: what readers of other tenants, users and clearances see of a memory. */
@Command(
        name = "leaks",
        description = {
            "T12. Stores the same statements for several tenants, users and labels, and reads them as every principal:"
                + " recall, list and context. Each text says who may read it. Prints the number of texts that reached"
                + " a reader who may not."
        },
        mixinStandardHelpOptions = true)
public final class LeaksCommand extends TaskCommand {
    private static final List<String> LABELS = List.of("", "health", "salary");
    private static final List<String> SUBJECTS =
            List.of("the meeting with the doctor", "the new contract", "the holiday in June", "the broken car");
    private static final Pattern OWNER = Pattern.compile("note of (tenant\\d+) (user\\d+) (plain|health|salary) about");

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "The number of users of each of 3 tenants, 2 or more (default: ${DEFAULT-VALUE}).")
    private int users = 20;

    /** For picocli. */
    public LeaksCommand() {
        super("T12");
    }

    @Override
    protected void quick() {
        users = 3;
    }

    @Override
    protected void measure(Trial trial) {
        if (users < 2) {
            throw new BadInput("--users must be 2 or more");
        }
        int read = 0;
        int leaked = 0;
        try (MemoryManager store = Stores.open(trial.directory("leaks"))) {
            forEachReader(store, (space, reader) -> space.rememberAll(notes(reader)));
            store.awaitIndexed();
            int[] counts = new int[2];
            forEachReader(store, (space, reader) -> count(trial, space, reader, counts));
            read = counts[0];
            leaked = counts[1];
        }
        trial.figure("textsRead", read);
        trial.atMost(
                "leaked", leaked, 0, "mechanisms row 135, task T12: no leak over all pairs of readers and records");
        trial.note("Each reader has every combination of the two clearances.");
    }

    private interface Action {
        void as(MemorySpace space, Principal reader);
    }

    private void forEachReader(MemoryManager store, Action action) {
        for (int tenant = 0; tenant < 3; tenant++) {
            for (int user = 0; user < users; user++) {
                for (Set<String> clearances :
                        List.of(Set.<String>of(), Set.of("health"), Set.of("salary"), Set.of("health", "salary"))) {
                    Principal reader = new Principal(Scope.of("tenant" + tenant, "user" + user), clearances);
                    action.as(store.space(reader), reader);
                }
            }
        }
    }

    /** Returns the notes of a reader: only readers with all clearances write, so that there is one note of each kind. */
    private static List<Observation> notes(Principal reader) {
        List<Observation> notes = new ArrayList<>();
        for (String label : LABELS) {
            boolean mine = label.isEmpty()
                    ? reader.clearances().isEmpty()
                    : reader.clearances().equals(Set.of(label));
            for (String subject : mine ? SUBJECTS : List.<String>of()) {
                Observation.Builder note = Observation.builder("The note of "
                        + reader.scope().tenant() + " " + reader.scope().user() + " "
                        + (label.isEmpty() ? "plain" : label) + " about " + subject + ".");
                notes.add((label.isEmpty() ? note : note.label(label)).build());
            }
        }
        if (notes.isEmpty()) {
            notes.add(Observation.of("The note of " + reader.scope().tenant() + " "
                    + reader.scope().user() + " plain about nothing."));
        }
        return notes;
    }

    private static void count(Trial trial, MemorySpace space, Principal reader, int[] counts) {
        List<String> texts = new ArrayList<>();
        for (String subject : SUBJECTS) {
            String question = "What do you know about " + subject + "?";
            MemoryQuery query =
                    MemoryQuery.builder(question).limit(100).minRelevance(0).build();
            space.recall(query).memories().forEach(memory -> texts.add(memory.text()));
            texts.add(space.context(ContextRequest.of(question, 2_000)).text());
            trial.asked(2);
        }
        space.stream(MemoryFilter.any()).map(Memory::text).forEach(texts::add);
        trial.asked(1);
        for (String text : texts) {
            Matcher owner = OWNER.matcher(text);
            while (owner.find()) {
                counts[0]++;
                counts[1] += allowed(owner, reader) ? 0 : 1;
            }
        }
    }

    private static boolean allowed(Matcher owner, Principal reader) {
        return owner.group(1).equals(reader.scope().tenant())
                && owner.group(2).equals(reader.scope().user())
                && (owner.group(3).equals("plain") || reader.clearances().contains(owner.group(3)));
    }
}
