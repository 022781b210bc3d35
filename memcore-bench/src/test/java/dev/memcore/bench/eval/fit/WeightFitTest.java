package dev.memcore.bench.eval.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.eval.measure.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WeightFitTest {
    private static final Map<String, Double> SHIPPED = Map.of("good", 0.1, "bad", 0.4, "silent", 2.0, "new", 0.0);

    @Test
    void whatSpeaksForEvidenceGainsAndWhatSpeaksAgainstItGoes() {
        Map<String, Double> fitted = new WeightFit(SHIPPED, 1e-3).to(List.of(questions(60)));
        assertTrue(fitted.getOrDefault("good", -1.0) > 0.1, fitted::toString);
        assertTrue(fitted.getOrDefault("new", -1.0) > 0, fitted::toString);
        assertTrue(fitted.getOrDefault("bad", -1.0) < 0.05, fitted::toString);
        assertTrue(fitted.getOrDefault("bad", -1.0) >= 0, fitted::toString);
        assertEquals(2.0, fitted.getOrDefault("silent", -1.0), "says nothing, and keeps its weight");
    }

    @Test
    void aStrongPullKeepsTheShippedWeights() {
        Map<String, Double> fitted = new WeightFit(SHIPPED, 1e6).to(List.of(questions(60)));
        SHIPPED.forEach((signal, weight) -> assertEquals(weight, fitted.getOrDefault(signal, -1.0), 0.002, signal));
    }

    @Test
    void theSameQuestionsGiveTheSameWeights() {
        WeightFit fit = new WeightFit(SHIPPED, 1e-3);
        assertEquals(fit.to(List.of(questions(20))), fit.to(List.of(questions(20))));
    }

    @Test
    void whereNothingIsToBeLearntWeightsStay() {
        WeightFit fit = new WeightFit(Map.of("good", 0.1, "bad", 0.4), 1e-3);
        Judged mute = new Judged(Asked.of("What?", "any", List.of("e"), 2), Map.of(), 1, 1);
        assertEquals(Map.of("good", 0.1, "bad", 0.4), fit.to(List.of(List.of())));
        assertEquals(Map.of("good", 0.1, "bad", 0.4), fit.to(List.of(List.of(mute))));
    }

    /** "good" and "new" are higher for the evidence by half their range, "bad" is lower. */
    private static List<Judged> questions(int count) {
        Random random = new Random(7);
        List<Judged> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] good = random.doubles(20).map(value -> value / 2).toArray();
            double[] fresh = random.doubles(20).map(value -> value / 2).toArray();
            double[] bad = random.doubles(20).map(value -> 0.5 + value / 2).toArray();
            good[0] += 0.5;
            fresh[0] += 0.5;
            bad[0] -= 0.5;
            Asked asked = Asked.of("question " + i, "any", List.of("e"), 20);
            questions.add(new Judged(asked, Map.of("good", good, "bad", bad, "new", fresh), 1, 19));
        }
        return questions;
    }
}
