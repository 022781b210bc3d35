package dev.memcore.papers.embed;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TextCache;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Corrects the vectors of another embedder by statistics of a sample of texts. In many models, all vectors share a
 * common component, so that the cosine of unrelated texts is high and differences are small.
 *
 * <ul>
 *   <li>{@link #centred}: subtracts the mean vector (Mu and Viswanath, "All-but-the-Top", ICLR 2018).
 *   <li>{@link #whitened}: also divides by the covariance, so that no direction dominates (Su et al., "Whitening
 *       Sentence Representations", 2021). The transformation is the inverse of the Cholesky factor of the covariance.
 *       Cosines do not depend on which whitening is used: ZCA and PCA whitening differ from it by a rotation.
 * </ul>
 *
 * <p>The vectors are scaled to unit length before. The model id contains a checksum of the statistics, so vectors of
 * different samples are never compared; a store with another sample is embedded again. A vector of zeros remains one.
 * Thread-safe if the other embedder is. O(dimensions) per text, O(dimensions squared) if whitened.
 */
public final class CorrectedEmbedder implements Embedder, TextCache {
    /**
     * The share of the mean variance in the covariance: Cov' = (1 - s) Cov + s mean I, so that directions in which a
     * sample hardly varies are not amplified without limit.
     */
    private static final double SHRINKAGE = 0.1;

    private final Embedder embedder;
    private final String modelId;
    private final double[] mean;

    /** The lower triangle of the covariance's Cholesky factor; no rows: not whitened. */
    private final double[][] factor;

    private CorrectedEmbedder(Embedder embedder, String kind, double[] mean, double[][] factor) {
        this.embedder = embedder;
        this.mean = mean;
        this.factor = factor;
        CRC32C checksum = new CRC32C();
        add(checksum, mean);
        for (double[] row : factor) {
            add(checksum, row);
        }
        this.modelId = embedder.modelId() + "+" + kind + "-" + Long.toHexString(checksum.getValue());
    }

    private static void add(CRC32C checksum, double[] row) {
        for (double value : row) {
            checksum.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).flip());
        }
    }

    /**
     * Returns an embedder that subtracts the mean vector of a sample.
     *
     * @param sample texts like those that are stored; some hundred are sufficient
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the sample is empty
     */
    public static CorrectedEmbedder centred(Embedder embedder, List<String> sample) {
        return new CorrectedEmbedder(embedder, "centred", mean(units(embedder, sample)), new double[0][]);
    }

    /**
     * Returns an embedder that subtracts the mean vector of a sample and whitens.
     *
     * @param sample texts like those that are stored; several times as many as there are dimensions
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the sample has fewer than two different vectors
     */
    public static CorrectedEmbedder whitened(Embedder embedder, List<String> sample) {
        List<double[]> units = units(embedder, sample);
        double[] mean = mean(units);
        return new CorrectedEmbedder(embedder, "whitened", mean, cholesky(covariance(units, mean)));
    }

    private static List<double[]> units(Embedder embedder, List<String> sample) {
        Arguments.present(embedder, "embedder");
        List<String> texts = Arguments.list(sample, "sample");
        Arguments.positive(texts.size(), "the number of texts of the sample");
        return embedder.embed(texts, Purpose.DOCUMENT).stream()
                .map(CorrectedEmbedder::unit)
                .toList();
    }

    private static double[] mean(List<double[]> units) {
        double[] mean = new double[units.getFirst().length];
        for (double[] unit : units) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += unit[d] / units.size();
            }
        }
        return mean;
    }

    private static double[][] covariance(List<double[]> units, double[] mean) {
        double[][] covariance = new double[mean.length][mean.length];
        double trace = 0;
        for (double[] unit : units) {
            for (int i = 0; i < mean.length; i++) {
                double own = (unit[i] - mean[i]) / units.size();
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += own * (unit[j] - mean[j]);
                }
                trace += own * (unit[i] - mean[i]);
            }
        }
        if (!(trace > 0)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "the sample must have at least two texts with different vectors");
        }
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] *= 1 - SHRINKAGE;
            }
            covariance[i][i] += SHRINKAGE * trace / mean.length;
        }
        return covariance;
    }

    /** Returns the lower triangle L with L times its transpose equal to the matrix (Golub and Van Loan, 4.2). */
    private static double[][] cholesky(double[][] matrix) {
        double[][] lower = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    private static double[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double[] unit = new double[vector.length];
        for (int d = 0; d < unit.length; d++) {
            unit[d] = squares == 0 ? 0 : vector[d] / Math.sqrt(squares);
        }
        return unit;
    }

    private float[] corrected(float[] vector) {
        double[] unit = unit(vector);
        float[] corrected = new float[unit.length];
        boolean isZero = true;
        for (double value : unit) {
            isZero &= value == 0;
        }
        if (isZero) {
            return corrected;
        }
        double[] solved = new double[unit.length];
        for (int i = 0; i < unit.length; i++) {
            double sum = unit[i] - mean[i];
            if (factor.length > 0) {
                for (int k = 0; k < i; k++) {
                    sum -= factor[i][k] * solved[k];
                }
                sum /= factor[i][i];
            }
            solved[i] = sum;
            corrected[i] = (float) sum;
        }
        return corrected;
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    /** Returns what the other embedder returns. */
    @Override
    public boolean quick() {
        return embedder.quick();
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        return embedder.embed(texts, purpose).stream().map(this::corrected).toList();
    }

    /** Clears the other embedder, if it caches texts. This one holds no texts. */
    @Override
    public void clear() {
        TextCache.clear(embedder);
    }
}
