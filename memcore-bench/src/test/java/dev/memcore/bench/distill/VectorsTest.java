package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class VectorsTest {
    @Test
    void aRotationKeepsCosinesWithinATableAndIsNearlyOrthogonalToOthers() {
        float[][] table = new float[40][256];
        Random random = new Random(5);
        for (float[] row : table) {
            row[0] = 10; // a common direction, as of a first principal component
            for (int d = 0; d < row.length; d++) {
                row[d] += (float) random.nextGaussian();
            }
        }

        float[][] rotated = Vectors.rotated(table, 1);

        for (int i = 1; i < table.length; i++) {
            assertEquals(Vectors.dot(table[0], table[i]), Vectors.dot(rotated[0], rotated[i]), 0.01);
            double cosine = Vectors.dot(table[0], rotated[i])
                    / Math.sqrt(Vectors.dot(table[0], table[0]) * Vectors.dot(rotated[i], rotated[i]));
            assertTrue(Math.abs(cosine) < 5.0 / 16, "cosine " + cosine);
        }
    }
}
