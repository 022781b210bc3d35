package dev.memcore.bench.eval.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.eval.measure.Asked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ListwiseLossTest {
    private static final Asked ASKED = Asked.of("What?", "any", List.of("e"), 3);

    private static final List<String> SIGNALS = List.of("a", "b", "silent");

    private static final List<Judged> QUESTIONS = List.of(
            new Judged(ASKED, Map.of("a", new double[] {0.9, 0.8, 0.5, 0}, "b", new double[] {0.1, 0.6, 0.5, 0}), 2, 2),
            new Judged(ASKED, Map.of("b", new double[] {0.7, 0.4, 0.3}), 1, 2));

    @Test
    void oneAgainstOneIsTheLogisticLoss() {
        Judged question = new Judged(ASKED, Map.of("a", new double[] {1, 0}), 1, 1);
        ListwiseLoss loss = new ListwiseLoss(List.of("a"), List.of(List.of(question)));
        assertEquals(Math.log(2), loss.value(new double[] {0}), 1e-12);
        assertEquals(Math.log1p(Math.exp(-3)), loss.value(new double[] {3}), 1e-12);
        assertEquals(0, loss.value(new double[] {5_000}), 1e-12, "no overflow");
    }

    @Test
    void piecesOfEvidenceDoNotCompete() {
        Judged both = new Judged(ASKED, Map.of("a", new double[] {1, 1, 0}), 2, 1);
        Judged one = new Judged(ASKED, Map.of("a", new double[] {1, 0}), 1, 1);
        double[] weights = {2};
        assertEquals(
                new ListwiseLoss(List.of("a"), List.of(List.of(one))).value(weights),
                new ListwiseLoss(List.of("a"), List.of(List.of(both))).value(weights),
                1e-12);
    }

    @Test
    void setsCountTheSameHoweverManyQuestionsTheyHave() {
        List<Judged> small = List.of(QUESTIONS.get(1));
        List<Judged> large = List.of(QUESTIONS.get(0), QUESTIONS.get(0), QUESTIONS.get(0));
        double[] weights = {1, 2, 3};
        assertEquals(
                (new ListwiseLoss(SIGNALS, List.of(small)).value(weights)
                                + new ListwiseLoss(SIGNALS, List.of(large)).value(weights))
                        / 2,
                new ListwiseLoss(SIGNALS, List.of(small, large, List.of())).value(weights),
                1e-12);
    }

    @Test
    void theGradientIsTheSlope() {
        ListwiseLoss loss = new ListwiseLoss(SIGNALS, List.of(QUESTIONS));
        double[] weights = {1.5, 0.5, 2};
        double[] gradient = loss.gradient(weights);
        double step = 1e-5;
        for (int i = 0; i < weights.length; i++) {
            double[] more = weights.clone();
            double[] less = weights.clone();
            more[i] += step;
            less[i] -= step;
            assertEquals((loss.value(more) - loss.value(less)) / (2 * step), gradient[i], 1e-8, SIGNALS.get(i));
        }
        assertTrue(gradient[0] < 0, "more of what speaks for evidence");
        assertEquals(0, gradient[2]);
    }
}
