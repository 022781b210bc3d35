package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrincipalComponentsTest {
    /** Points in three dimensions, spread 10 : 3 : 0.1 along (3, 4, 0)/5, (-4, 3, 0)/5 and (0, 0, 1), far from the origin. */
    private static float[][] points() {
        Random random = new Random(3);
        float[][] points = new float[5_000][];
        for (int i = 0; i < points.length; i++) {
            double a = 10 * random.nextGaussian();
            double b = 3 * random.nextGaussian();
            points[i] = new float[] {
                (float) (100 + 0.6 * a - 0.8 * b), (float) (0.8 * a + 0.6 * b), (float) (0.1 * random.nextGaussian())
            };
        }
        return points;
    }

    @Test
    void theWidestDirectionsComeFirstAndTheMeanIsTakenOut() {
        float[][] points = points();

        float[][] projected = PrincipalComponents.of(points, 2).project(points);

        assertEquals(10, deviation(projected, 0), 0.3);
        assertEquals(3, deviation(projected, 1), 0.1);
        for (float mean : Vectors.mean(projected)) {
            assertEquals(0, mean, 1e-3);
        }
    }

    @Test
    void theSignIsFixed() {
        float[][] projected = PrincipalComponents.of(points(), 1).project(new float[][] {{0, 0, 0}, {3, 4, 0}});

        assertTrue(projected[1][0] > projected[0][0]);
        assertEquals(5, projected[1][0] - projected[0][0], 0.05);
    }

    private static double deviation(float[][] rows, int column) {
        double squares = 0;
        for (float[] row : rows) {
            squares += row[column] * (double) row[column];
        }
        return Math.sqrt(squares / rows.length);
    }
}
