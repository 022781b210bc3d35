package dev.memcore.bench.eval.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.bench.eval.SmallSets;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PiSetTest {
    @Test
    void keysTakeTurnsAndAreAskedForAtTheirPlace(@TempDir Path directory) throws IOException {
        SmallSets.writeTo(directory);
        PiSet set = PiSet.read(directory);
        Group keyed = set.groups().getFirst();
        Group plain = set.groups().get(1);
        assertEquals(
                List.of("tree: oak", "river: Elbe", "tree: elm", "river: Oder"),
                keyed.documents().stream().map(Document::text).toList());
        assertEquals(List.of(2, 4), keyed.checkpoints());
        assertEquals(
                new Asked(
                        "What is the current river?",
                        "keyed, 2 updates",
                        List.of("river: Oder"),
                        List.of("river: Elbe"),
                        4,
                        null),
                keyed.questions().getLast());
        assertEquals(2, keyed.questions().stream().filter(set::counts).count());
        assertEquals(0, plain.questions().stream().filter(set::counts).count());
        assertEquals(Kind.FACT, keyed.documents().getFirst().observation().kind());
        assertEquals(
                Map.of("key", new AttributeValue.Text("tree")),
                keyed.documents().getFirst().observation().attributes());
        assertTrue(plain.documents().getFirst().observation().attributes().isEmpty());
    }
}
