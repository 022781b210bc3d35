package dev.memcore.bench.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.TinyLocomo;
import dev.memcore.bench.eval.set.LocomoEvaluation;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.locomo.LocomoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AbstentionTest {
    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        // Of the six pairs, .9 beats both, .5 beats .2 and ties with .5, .1 beats none.
        List<Double> own = List.of(0.9, 0.5, 0.1);
        List<Double> foreign = List.of(0.2, 0.5);
        assertEquals((2 + 1.5 + 0) / 6, new Abstention(own, foreign).area(), 1e-12);
        assertEquals(1 - (2 + 1.5 + 0) / 6, new Abstention(foreign, own).area(), 1e-12);
    }

    @Test
    void separatedValuesAreOneEqualOnesAHalf() {
        assertEquals(1.0, new Abstention(List.of(3.0, 4.0), List.of(1.0, 2.0, -5.0)).area());
        assertEquals(0.5, new Abstention(List.of(1.0, 1.0), List.of(1.0, 1.0, 1.0)).area());
        assertEquals(Double.NaN, new Abstention(List.of(), List.of(1.0)).area());
    }

    @Test
    void asManyForeignAsOwnQuestionsAreAskedAndNoneAdversarial(@TempDir Path directory) throws IOException {
        LocomoSet set = LocomoSet.read(TinyLocomo.copyTo(directory.resolve("locomo.json")));
        LocomoEvaluation locomo = new LocomoEvaluation(set, Integer.MAX_VALUE);
        Evaluation evaluation = new Evaluation(locomo, Integer.MAX_VALUE);
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path())) {
            evaluation.remember(store, 0);
            Abstention abstention = Abstention.of(evaluation, store);
            assertEquals(abstention.own().size(), abstention.foreign().size());
            int fewest = evaluation.groups().stream()
                    .mapToInt(group -> (int) group.questions().stream()
                            .filter(asked -> !asked.category().equals("adversarial"))
                            .count())
                    .min()
                    .orElseThrow();
            assertEquals(2 * fewest, abstention.own().size());
        }
    }
}
