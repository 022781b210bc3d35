package dev.memcore.bench.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.TinyLocomo;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.locomo.LocomoSet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AbstentionTest {
    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        // Of the six pairs, .9 beats both, .5 beats .2 and ties with .5, .1 beats none.
        double[] own = {0.9, 0.5, 0.1};
        double[] foreign = {0.2, 0.5};
        assertEquals((2 + 1.5 + 0) / 6, Abstention.area(own, foreign), 1e-12);
        assertEquals(1 - (2 + 1.5 + 0) / 6, Abstention.area(foreign, own), 1e-12);
    }

    @Test
    void separatedValuesAreOneEqualOnesAHalf() {
        assertEquals(1.0, Abstention.area(new double[] {3, 4}, new double[] {1, 2, -5}));
        assertEquals(0.5, Abstention.area(new double[] {1, 1}, new double[] {1, 1, 1}));
        assertEquals(Double.NaN, Abstention.area(new double[0], new double[] {1}));
    }

    @Test
    void asManyForeignAsOwnQuestionsAreAskedAndNoneAdversarial(@TempDir Path directory) throws IOException {
        LocomoSet set = LocomoSet.read(TinyLocomo.copyTo(directory.resolve("locomo.json")));
        LocomoEvaluation locomo = new LocomoEvaluation(set, Integer.MAX_VALUE);
        Evaluation evaluation = new Evaluation(locomo, Integer.MAX_VALUE);
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path())) {
            evaluation.remember(store, 0);
            Abstention abstention = Abstention.of(set, evaluation, store);
            assertEquals(abstention.own().length, abstention.foreign().length);
            int fewest = evaluation.groups().stream()
                    .mapToInt(group -> (int) group.questions().stream()
                            .filter(asked -> !asked.category().equals("adversarial"))
                            .count())
                    .min()
                    .orElseThrow();
            assertEquals(2 * fewest, abstention.own().length);
        }
    }
}
