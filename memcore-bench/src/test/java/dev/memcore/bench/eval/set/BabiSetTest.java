package dev.memcore.bench.eval.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.bench.eval.SmallSets;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BabiSetTest {
    @Test
    void aStoryBeginsWhereTheNumbersDo() {
        List<Group> stories = BabiSet.parse(SmallSets.BABI, 3);
        assertEquals(
                List.of("task3-story1", "task3-story2"),
                stories.stream().map(Group::id).toList());
        assertEquals(
                List.of("1", "2", "4", "5"),
                stories.getFirst().documents().stream().map(Document::id).toList());
        assertEquals(
                "Rosa took the lamp.",
                stories.getFirst().documents().get(2).observation().text());
    }

    @Test
    void aQuestionStandsAtItsPlace() {
        List<Asked> asked = BabiSet.parse(SmallSets.BABI, 3).getFirst().questions();
        assertEquals(Asked.of("Where is Rosa?", "task 3", List.of("1"), 2), asked.get(0));
        assertEquals(Asked.of("Where is the lamp?", "task 3", List.of("4", "5"), 4), asked.get(1));
    }

    @Test
    void barsSeparateAsTabsDo() {
        Group story = BabiSet.parse(SmallSets.BABI, 1).get(1);
        assertEquals(List.of(Asked.of("Where is Otto?", "task 1", List.of("1"), 1)), story.questions());
    }

    @Test
    void aTaskWithoutFileIsBadInput(@TempDir Path directory) throws IOException {
        SmallSets.writeTo(directory);
        assertEquals(2, BabiSet.read(directory, List.of(8)).groups().size());
        assertThrows(BadInput.class, () -> BabiSet.read(directory, List.of(20)));
    }
}
