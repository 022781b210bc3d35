package dev.memcore.bench.distill;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A loaded teacher, which converts sequences of token ids into unit vectors. For one thread; the runtime itself uses
 * all cores.
 */
final class TeacherSession implements AutoCloseable {
    private static final int BATCH = 64;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Teacher teacher;
    private final OrtSession session;

    TeacherSession(Teacher teacher) throws IOException, OrtException {
        this.teacher = teacher;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Threads that spin while they wait would slow everything else on the machine.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.session = environment.createSession(teacher.model(), options);
        }
    }

    String modelName() {
        return teacher.modelName();
    }

    /**
     * Returns the teacher's vector of each sequence, in the same order. Sequences of equal length form a batch, so none
     * is padded. The vectors of a quantised model depend on the rest of the batch, and padding would increase this
     * effect.
     */
    float[][] embed(List<long[]> sequences) throws OrtException {
        List<Integer> byLength = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            byLength.add(i);
        }
        byLength.sort(Comparator.comparingInt(i -> sequences.get(i).length));
        float[][] vectors = new float[sequences.size()][];
        for (int from = 0; from < byLength.size(); ) {
            int to = endOfBatch(sequences, byLength, from);
            embedBatch(sequences, byLength.subList(from, to), vectors);
            from = to;
        }
        return vectors;
    }

    private static int endOfBatch(List<long[]> sequences, List<Integer> byLength, int from) {
        int length = sequences.get(byLength.get(from)).length;
        int limit = Math.min(from + BATCH, byLength.size());
        int to = from + 1;
        while (to < limit && sequences.get(byLength.get(to)).length == length) {
            to++;
        }
        return to;
    }

    private void embedBatch(List<long[]> sequences, List<Integer> batch, float[][] vectors) throws OrtException {
        long[][] ids = batch.stream().map(sequences::get).toArray(long[][]::new);
        long[][] mask = new long[ids.length][ids[0].length];
        for (long[] row : mask) {
            Arrays.fill(row, 1);
        }
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask);
                OnnxTensor typeTensor = OnnxTensor.createTensor(environment, new long[ids.length][ids[0].length]);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            float[][][] hidden = (float[][][]) result.get(0).getValue();
            for (int i = 0; i < hidden.length; i++) {
                vectors[batch.get(i)] = Vectors.unit(pool(hidden[i]));
            }
        }
    }

    private float[] pool(float[][] tokens) {
        return switch (teacher.pooling()) {
            case FIRST -> tokens[0].clone();
            case MEAN -> Vectors.mean(tokens);
        };
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
