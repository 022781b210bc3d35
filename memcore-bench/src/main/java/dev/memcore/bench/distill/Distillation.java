package dev.memcore.bench.distill;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Distils a teacher into one vector per word piece: first the teacher's own vectors of the single pieces, then a
 * {@linkplain RidgeRegression regression} that moves them until the weighted means of sentences meet the teacher's
 * vectors of these sentences, as far as means can.
 *
 * <p>The regression is what makes the table good: a teacher has rarely seen a piece alone, but it knows what the piece
 * does to a sentence. The means' weights are the smooth inverse frequency from the pieces' ranks; the regression changes the rows'
 * lengths, and so the weights, where the sentences say so.
 *
 * @param dimensions the length of the vectors; the teacher's are projected to their principal components
 * @param ridge how strongly a piece holds on to its first vector, in sentences consisting of it alone
 * @param iterations of the regression
 * @param cache keeps the teacher's vectors between runs
 * @param progress is told each step
 */
record Distillation(
        Teacher teacher, int dimensions, float ridge, int iterations, VectorCache cache, Consumer<String> progress) {
    /** The table's bytes, learnt from the given sentences. */
    byte[] table(List<String> texts) throws IOException, OrtException {
        Vocabulary vocabulary = Vocabulary.of(teacher.tokenizer());
        List<long[]> sentences = Sentences.tokenize(teacher, texts);
        float[][] pieceVectors;
        float[][] sentenceVectors;
        try (TeacherSession session = new TeacherSession(teacher)) {
            progress.accept("embedding " + vocabulary.pieces().size() + " pieces");
            pieceVectors = cache.embed(session, singles(vocabulary.pieces().size()));
            progress.accept("embedding " + sentences.size() + " sentences");
            sentenceVectors = cache.embed(session, sentences);
        }
        progress.accept("fitting");
        PrincipalComponents components = PrincipalComponents.of(sentenceVectors, dimensions);
        float[] weights = vocabulary.weights();
        float[][] table = fit(
                new MeanOperator(sentences, weights),
                components.project(pieceVectors),
                components.project(sentenceVectors));
        for (int id = 0; id < table.length; id++) {
            Vectors.scale(table[id], vocabulary.occursInText(id) ? weights[id] : 0);
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

    private static List<long[]> singles(int pieces) {
        return IntStream.range(0, pieces)
                .mapToObj(id -> new long[] {Vocabulary.OPEN, id, Vocabulary.CLOSE})
                .toList();
    }
}
