package dev.memcore.retrieval.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AgreementTest {
    private static final double NONE = Double.NaN;

    @Test
    void theCandidateThatEverySourceRanksFirstIsAgreed() {
        double[] words = {3, 9, 1};
        double[] vectors = {0.2, 0.8, 0.7};
        double[] interaction = {NONE, 0.5, 0.4};
        assertArrayEquals(new double[] {0, 1, 0}, FirstPass.agreed(List.of(words, vectors, interaction), 3));
    }

    @Test
    void oneSourceThatRanksAnotherFirstIsEnoughToDisagree() {
        assertArrayEquals(
                new double[3], FirstPass.agreed(List.of(new double[] {3, 9, 1}, new double[] {0.2, 0.7, 0.8}), 3));
    }

    @Test
    void candidatesWithEqualValuesShareTheFirstPlace() {
        assertArrayEquals(
                new double[] {1, 1, 0}, FirstPass.agreed(List.of(new double[] {2, 2, 1}, new double[] {5, 5, 5}), 3));
    }

    @Test
    void aSingleSourceAgreesWithNone() {
        assertArrayEquals(new double[2], FirstPass.agreed(List.of(new double[] {2, 1}), 2));
    }

    @Test
    void aSourceWithoutAnyMatchDisagrees() {
        assertArrayEquals(new double[2], FirstPass.agreed(List.of(new double[] {2, 1}, new double[] {NONE, 0}), 2));
    }
}
