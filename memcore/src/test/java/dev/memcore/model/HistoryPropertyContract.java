package dev.memcore.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.commit.FactSuccession;
import dev.memcore.contract.Store;
import dev.memcore.model.Histories.Kind;
import dev.memcore.model.Histories.Step;
import dev.memcore.opening.LogBackedMemoryManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** What holds of any history. */
abstract class HistoryPropertyContract {
    private static final Budget ALL = Budget.ofOperations(1_000);

    /** A new, empty store. */
    abstract Store newStore();

    @Provide
    Arbitrary<List<Step>> anything() {
        return Histories.steps(kind -> true);
    }

    @Provide
    Arbitrary<List<Step>> changes() {
        return Histories.steps(kind -> !EnumSet.of(Kind.ERASE, Kind.REOPEN).contains(kind));
    }

    /** What was seen at a moment. */
    private record Moment(Instant at, Map<MemoryId, Memory> seen, List<Memory> listed) {}

    final void assertEarlierMomentsAreSeenAsTheyWere(List<Step> steps) {
        Histories history = new Histories(newStore());
        try {
            List<Moment> moments = new ArrayList<>();
            for (Step step : steps) {
                history.take(step);
                moments.add(new Moment(history.now(), history.seen(history.bob()), Histories.listed(history.bob())));
            }
            for (Memory memory : history.all()) {
                assertNotNull(
                        FactSuccession.of(memory, id -> history.index().get(id).orElse(null))
                                .last(),
                        () -> "in a circle: " + memory);
            }
            for (Moment moment : moments) {
                Map<MemoryId, Memory> seen = new TreeMap<>(moment.seen());
                seen.keySet().removeAll(history.erased());
                List<Memory> listed = moment.listed().stream()
                        .filter(memory -> !history.erased().contains(memory.id()))
                        .toList();
                assertEquals(seen, history.seen(history.bob().asOf(moment.at())), () -> "got as of " + moment.at());
                assertEquals(
                        listed, Histories.listed(history.bob().asOf(moment.at())), () -> "listed as of " + moment.at());
            }
            assertTrue(
                    history.manager().check().ok(),
                    () -> history.manager().check().toString());
        } finally {
            history.close();
        }
    }

    final void assertUndoRestoresExactly(List<Step> before, List<Step> after) {
        Histories history = new Histories(newStore());
        try {
            before.forEach(history::take);
            history.manager().maintain(Budget.ofOperations(1)); // writes the uses down
            List<List<Object>> states = history.states();
            long first = history.lastCommit() + 1;
            after.stream().filter(step -> step.kind() != Kind.FEEDBACK).forEach(history::take);
            List<Long> commits =
                    LongStream.rangeClosed(first, history.lastCommit()).boxed().toList();
            if (!commits.isEmpty()) {
                history.manager().undo(commits);
            }
            assertEquals(states, history.states());
        } finally {
            history.close();
        }
    }

    final void assertMaintenanceIsAFunction(List<Step> steps) {
        Histories history = new Histories(newStore());
        try {
            steps.forEach(history::take);
            MemoryManager manager = history.manager();
            List<Memory> pinned = history.all().stream().filter(Memory::pinned).toList();
            List<List<Object>> before = history.states();
            MaintenanceReport dry = manager.dryRun(ALL);
            assertEquals(before, history.states(), "a dry run changes nothing");
            assertEquals(dry.operations(), manager.dryRun(ALL).operations(), "the same state, the same operations");
            MaintenanceReport run = manager.maintain(ALL);
            assertEquals(dry.operations(), run.operations(), "a dry run says what a run does");
            assertEquals(List.of(), manager.dryRun(ALL).operations(), "nothing is left to do");
            assertTrue(manager.maintain(ALL).commits().isEmpty());
            assertEquals(0, run.skipped());
            List<Memory> present = history.all();
            assertTrue(present.containsAll(pinned), "nothing pinned is touched");
            manager.undo(run.commits());
            assertEquals(before, history.states(), "a run can be undone");
        } finally {
            history.close();
        }
    }

    final void assertTriggeredMaintenanceIsAFunction(List<Step> steps) {
        Histories history = Histories.withRules(newStore());
        try {
            steps.forEach(history::take);
            MemoryManager manager = history.manager();
            List<Memory> pinned = history.all().stream().filter(Memory::pinned).toList();
            List<List<Object>> before = history.states();
            MaintenanceReport dry = manager.dryRun(ALL);
            assertEquals(before, history.states(), "a dry run changes nothing");
            MaintenanceReport run = manager.maintain(ALL);
            assertEquals(withoutNewIds(dry), withoutNewIds(run), "a dry run says what a run does");
            assertTrue(run.finished());
            assertEquals(0, manager.dryRun(ALL).total(), "nothing is left to do");
            assertTrue(manager.maintain(ALL).commits().isEmpty());
            assertTrue(history.all().containsAll(pinned), "nothing pinned is touched");
            manager.undo(run.commits());
            assertEquals(before, history.states(), "a run can be undone");
        } finally {
            history.close();
        }
    }

    /** The operations, with the ids of new memories, which every run makes anew, replaced by their order. */
    private static String withoutNewIds(MaintenanceReport report) {
        String operations = report.operations().toString();
        int added = 0;
        for (MemoryOp op : report.operations()) {
            if (op instanceof MemoryOp.Add) {
                operations = operations.replace(op.id().toString(), "new " + added++);
            }
        }
        return operations;
    }

    final void assertTriggeredMaintenanceEndsInSmallBudgets(List<Step> steps) {
        Histories history = Histories.withRules(newStore());
        try {
            steps.forEach(history::take);
            List<List<Object>> before = history.states();
            List<Long> commits = new ArrayList<>();
            MaintenanceReport run;
            do {
                run = history.manager().maintain(Budget.ofOperations(2));
                assertTrue(run.finished() || run.total() > 0, "a run that gets nowhere");
                commits.addAll(run.commits());
            } while (!run.finished());
            assertEquals(0, history.manager().dryRun(ALL).total());
            if (!commits.isEmpty()) {
                history.manager().undo(commits);
            }
            assertEquals(before, history.states());
        } finally {
            history.close();
        }
    }

    final void assertSmallBudgetsEndInTheSameState(List<Step> steps) {
        Histories atOnce = new Histories(newStore());
        Histories inParts = new Histories(newStore());
        try {
            steps.forEach(step -> {
                atOnce.take(step);
                inParts.take(step);
            });
            atOnce.manager().maintain(ALL);
            int runs = 0;
            while (!inParts.manager().maintain(Budget.ofOperations(2)).finished()) {
                runs++;
                assertTrue(runs < 1_000, "does not end");
            }
            assertEquals(atOnce.states(), inParts.states());
        } finally {
            atOnce.close();
            inParts.close();
        }
    }

    final void assertExportAndImportGiveTheOriginal(List<Step> steps) {
        Histories history = new Histories(newStore());
        byte[] exported;
        try {
            steps.forEach(history::take);
            history.manager().maintain(Budget.ofOperations(1));
            exported = export(history.manager());
            try (MemoryManager copy =
                    newStore().builder().clock(history.clock()).build()) {
                assertEquals(history.lastCommit(), copy.importFrom(new ByteArrayInputStream(exported)));
                assertArrayEquals(exported, export(copy));
                for (Memory memory : history.all()) {
                    assertEquals(
                            history.index().history(memory.id()),
                            ((LogBackedMemoryManager) copy)
                                    .engine()
                                    .parts()
                                    .index()
                                    .history(memory.id()));
                    assertEquals(
                            history.bob().usage(memory.id()),
                            copy.space(Histories.BOB).usage(memory.id()));
                }
                assertEquals(Histories.listed(history.bob()), Histories.listed(copy.space(Histories.BOB)));
                assertTrue(copy.check().ok());
            }
        } finally {
            history.close();
        }
    }

    final void assertTheSameStepsGiveTheSameLog(List<Step> steps) {
        byte[] first = exported(steps);
        assertArrayEquals(first, exported(steps));
    }

    private byte[] exported(List<Step> steps) {
        Histories history = new Histories(newStore());
        try {
            steps.stream().filter(step -> step.kind() != Kind.ERASE).forEach(history::take);
            return export(history.manager());
        } finally {
            history.close();
        }
    }

    private static byte[] export(MemoryManager manager) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manager.exportTo(out);
        return out.toByteArray();
    }
}
