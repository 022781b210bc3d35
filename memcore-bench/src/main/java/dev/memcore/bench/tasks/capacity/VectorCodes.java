package dev.memcore.bench.tasks.capacity;

import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Vectors in several codes, which are compared exhaustively. The byte and sign codes are those of the index. */
final class VectorCodes {
    private static final String MODEL = "bundled";
    private static final int HALF_BYTE = 7;

    private final List<float[]> floats;
    private final List<byte[]> bytes;
    private final List<byte[]> halves;
    private final List<long[]> signs;

    private VectorCodes(List<float[]> floats) {
        this.floats = floats;
        this.bytes = floats.stream().map(VectorCodes::bytes).toList();
        this.halves = bytes.stream().map(VectorCodes::halves).toList();
        this.signs = bytes.stream().map(SignCode::of).toList();
    }

    static VectorCodes of(List<float[]> vectors) {
        return new VectorCodes(
                vectors.stream().filter(VectorCodes::hasDirection).toList());
    }

    /** A code of vectors. */
    enum Code {
        /** Floats, 32 bits per dimension: exact. */
        FLOAT("float", 32),
        /** Signed bytes, scaled by the greatest component. */
        INT8("int8", 8),
        /** Four bits, from -7 to 7, scaled by the greatest component. */
        INT4("int4", 4),
        /** Signs, compared by the number of different ones. */
        SIGN("sign", 1);

        private final String label;
        private final int bits;

        Code(String label, int bits) {
            this.label = label;
            this.bits = bits;
        }

        String label() {
            return label;
        }

        int bytes(int dimensions) {
            return (dimensions * bits + 7) / 8;
        }
    }

    /** Returns the nearest vectors by a code, the nearest first. */
    List<Integer> nearest(Code code, float[] query, int count) {
        byte[] whole = bytes(query);
        byte[] half = halves(whole);
        long[] sign = SignCode.of(whole);
        double[] scores = new double[floats.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = switch (code) {
                case FLOAT -> cosine(query, floats.get(i));
                case INT8 -> ByteVectors.cosine(whole, bytes.get(i));
                case INT4 -> ByteVectors.cosine(half, halves.get(i));
                case SIGN -> -SignCode.distance(sign, signs.get(i), 0);
            };
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .limit(count)
                .toList();
    }

    /** Returns the nearest of some vectors by their floats. */
    List<Integer> rescored(List<Integer> candidates, float[] query, int count) {
        List<Integer> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble((Integer i) -> cosine(query, floats.get(i)))
                .reversed());
        return sorted.subList(0, Math.min(count, sorted.size()));
    }

    private static boolean hasDirection(float[] vector) {
        return ByteVectors.of(vector, MODEL) != null;
    }

    private static byte[] bytes(float[] vector) {
        byte[] bytes = ByteVectors.of(vector, MODEL);
        return bytes == null ? new byte[vector.length] : bytes;
    }

    private static byte[] halves(byte[] vector) {
        byte[] halves = new byte[vector.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = (byte) Math.round(vector[i] * HALF_BYTE / (float) Byte.MAX_VALUE);
        }
        return halves;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * (double) b[i];
            ofA += a[i] * (double) a[i];
            ofB += b[i] * (double) b[i];
        }
        return dot / Math.sqrt(ofA * ofB);
    }
}
