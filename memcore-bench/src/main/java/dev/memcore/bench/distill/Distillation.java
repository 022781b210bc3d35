package dev.memcore.bench.distill;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Distils a teacher into one vector per word piece. It starts with the teacher's vectors of the single pieces. A
 * {@linkplain RidgeRegression regression} then moves them so that the weighted means of sentences approach the
 * teacher's vectors of these sentences.
 *
 * <p>The quality of the table comes from the regression: a teacher has rarely seen a single piece, but knows its effect
 * in sentences. The weights of the means are the smooth inverse frequencies by the ranks of the pieces. The regression
 * also changes the lengths of rows, and so the weights.
 *
 * @param dimensions the length of the vectors; the teacher's are projected to their principal components
 * @param ridge the strength with which a piece keeps its first vector, in sentences that consist of it alone
 * @param iterations of the regression
 * @param cache keeps the teacher's vectors between runs
 * @param progress receives a message for each step
 */
record Distillation(
        Teacher teacher, int dimensions, float ridge, int iterations, VectorCache cache, Consumer<String> progress) {
    /**
     * The seed of the rotation of tables that are used beside the English one. Another seed makes another table, which
     * is as good.
     */
    private static final long ROTATION = 1;

    /** Returns the bytes of the table, learnt from the given sentences. */
    byte[] table(Vocabulary vocabulary, List<String> texts) throws IOException, OrtException {
        List<long[]> sentences = Sentences.tokenize(teacher, texts);
        float[][] pieceVectors;
        float[][] sentenceVectors;
        try (TeacherSession session = new TeacherSession(teacher)) {
            progress.accept("embedding " + vocabulary.pieces().size() + " pieces");
            pieceVectors = cache.embed(session, vocabulary.singles());
            progress.accept("embedding " + sentences.size() + " sentences");
            sentenceVectors = cache.embed(session, sentences);
        }
        progress.accept("fitting");
        PrincipalComponents components = PrincipalComponents.of(sentenceVectors, dimensions);
        float[] weights = vocabulary.weights();
        float[][] table = fit(
                new MeanOperator(vocabulary.sequences(texts, sentences), weights),
                components.project(pieceVectors),
                components.project(sentenceVectors));
        for (int id = 0; id < table.length; id++) {
            Vectors.scale(table[id], vocabulary.occursInText(id) ? weights[id] : 0);
        }
        if (teacher.isBesideEnglish()) {
            table = Vectors.rotated(table, ROTATION);
        }
        return TableWriter.write("static-" + teacher.modelName() + "-" + dimensions, vocabulary.pieces(), table);
    }

    private float[][] fit(MeanOperator means, float[][] pieces, float[][] targets) {
        float factor = bestFactor(means.apply(pieces), targets);
        for (float[] piece : pieces) {
            Vectors.scale(piece, factor);
        }
        return new RidgeRegression(means, ridge, iterations).solve(targets, pieces);
    }

    /** The factor by which the vectors come closest to the targets. */
    private static float bestFactor(float[][] vectors, float[][] targets) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < vectors.length; i++) {
            product += Vectors.dot(vectors[i], targets[i]);
            square += Vectors.dot(vectors[i], vectors[i]);
        }
        return (float) (product / square);
    }
}
