package dev.memcore.bench.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.eval.SmallSets;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.NaturalOrder;
import dev.memcore.bench.eval.measure.Outcome;
import dev.memcore.bench.eval.measure.Recall;
import dev.memcore.bench.eval.set.BabiSet;
import dev.memcore.bench.eval.set.MusiqueSet;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        SmallSets.writeTo(directory);
    }

    @Test
    void aQuestionSeesTheStatementsBeforeItAndNoOthers() {
        Evaluation evaluation = new Evaluation(BabiSet.read(directory, List.of(1)), Integer.MAX_VALUE);
        assertEquals(2, evaluation.rounds());
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path())) {
            evaluation.remember(store, 0);
            List<Outcome> first = evaluation.ask(store, 0);
            assertEquals(
                    List.of("Where is Rosa?", "Where is Otto?"),
                    first.stream().map(outcome -> outcome.asked().text()).toList());
            assertEquals(Set.of("1", "2"), Set.copyOf(first.getFirst().retrieved()));
            assertEquals(List.of("1"), first.get(1).retrieved());
            evaluation.remember(store, 1);
            Outcome last = evaluation.ask(store, 1).getFirst();
            assertEquals(Set.of("1", "2", "4", "5"), Set.copyOf(last.retrieved()));
        }
    }

    @Test
    void whatIsMadeFromAPassageRefersToItAndIsNotReturned() {
        MusiqueSet set = MusiqueSet.read(directory, true);
        Evaluation evaluation = new Evaluation(set, Integer.MAX_VALUE);
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path())) {
            evaluation.remember(store, 0);
            List<Memory> all = evaluation
                    .space(store, set.groups().getFirst())
                    .list(MemoryFilter.any(), null, 10)
                    .memories();
            Memory fact = all.stream()
                    .filter(memory -> memory.text().equals("Arnfeld founded by Ida Moll"))
                    .findFirst()
                    .orElseThrow();
            Memory passage = all.stream()
                    .filter(memory -> memory.text().startsWith("Arnfeld\n"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Set.of(passage.id()), fact.observation().derivedFrom());
            Outcome outcome = evaluation.ask(store, 0).getFirst();
            assertEquals(Set.of("p0", "p1", "p2"), Set.copyOf(outcome.retrieved()));
        }
    }

    @Test
    void fewerQuestionsAreSpreadAndTheLastIsAmongThem() {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(Asked.of("question " + i, "any", List.of(), 0));
        }
        Group group = new Group("user", List.of(), asked).withQuestions(4);
        assertEquals(
                List.of("question 1", "question 4", "question 6", "question 9"),
                group.questions().stream().map(Asked::text).toList());
    }

    @Test
    void aLimitIsSpreadOverAllUsers() {
        EvaluationSet set = BabiSet.read(directory, List.of(1, 2, 3)); // two stories each
        List<Integer> asked = new Evaluation(set, 3)
                .groups().stream().map(group -> group.questions().size()).toList();
        assertEquals(List.of(0, 1, 0, 1, 0, 1), asked);
    }

    @Test
    void evidenceMustStandAboveWhatItSuperseded() {
        List<String> ranked = List.of("a", "new", "old", "new2");
        assertTrue(Recall.isAbove(25, ranked, List.of("new", "new2"), List.of("old")));
        assertFalse(Recall.isAbove(25, ranked, List.of("new2"), List.of("old")));
        assertFalse(Recall.isAbove(1, ranked, List.of("new"), List.of("old")));
        assertFalse(Recall.isAbove(25, ranked, List.of("other"), List.of()));
    }

    @Test
    void numbersInNamesOrderByValue() {
        List<String> names = new ArrayList<>(List.of("task 10", "task 2", "keyed", "task 2b", "3 hops", "2 hops"));
        names.sort(NaturalOrder.INSTANCE);
        assertEquals(List.of("2 hops", "3 hops", "keyed", "task 2", "task 2b", "task 10"), names);
    }
}
