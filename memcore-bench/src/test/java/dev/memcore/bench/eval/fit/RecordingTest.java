package dev.memcore.bench.eval.fit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.eval.SmallSets;
import dev.memcore.bench.eval.set.BabiSet;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.bench.harness.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        SmallSets.writeTo(directory);
    }

    @Test
    void evidenceIsToldFromTheOtherCandidates() {
        Judged query = recorded(Sets.VASWANI).getFirst(); // documents 7 and 9 are about bees, 8 is about glass
        assertEquals(2, query.evidence());
        assertEquals(1, query.others());
        double[] words = requireNonNull(query.rows().get("bm25.context"));
        assertEquals(0, words[2], "the worst, stretched");
        assertEquals(1, Math.max(words[0], words[1]), "the best, stretched");
    }

    @Test
    void questionsThatTeachNothingAreLeftOut() {
        List<Judged> asked = recorded(Sets.BABI);
        assertTrue(asked.stream().allMatch(Judged::teaches));
        // of each task's three questions, one has but the one statement that answers it
        assertEquals(2 * BabiSet.DEFAULT_TASKS.size(), asked.size());
    }

    private List<Judged> recorded(Sets set) {
        return Recording.of(set.read(directory), Setup.ofDefaults(), Integer.MAX_VALUE);
    }
}
