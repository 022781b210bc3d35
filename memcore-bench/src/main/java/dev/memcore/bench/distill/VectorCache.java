package dev.memcore.bench.distill;

import ai.onnxruntime.OrtException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A cache of a teacher's vectors in files, so that the fit can be repeated with other settings without new embedding,
 * which takes minutes. The name of a file contains the teacher and a checksum of the sequences.
 *
 * @param folder the directory of the files; null: nothing is cached
 */
record VectorCache(@Nullable Path folder) {
    /** Returns the teacher's vectors of the sequences. */
    float[][] embed(TeacherSession session, List<long[]> sequences) throws IOException, OrtException {
        if (folder == null) {
            return session.embed(sequences);
        }
        Path file = folder.resolve(session.modelName() + "-" + Long.toHexString(checksum(sequences)) + ".vectors");
        if (Files.exists(file)) {
            return read(file);
        }
        float[][] vectors = session.embed(sequences);
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, "unfinished", null);
        write(unfinished, vectors);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return vectors;
    }

    private static long checksum(List<long[]> sequences) {
        CRC32C crc = new CRC32C();
        for (long[] sequence : sequences) {
            ByteBuffer bytes = ByteBuffer.allocate(sequence.length * Long.BYTES);
            bytes.asLongBuffer().put(sequence);
            crc.update(bytes);
        }
        return crc.getValue();
    }

    private static float[][] read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            float[][] vectors = new float[in.readInt()][in.readInt()];
            for (float[] vector : vectors) {
                for (int d = 0; d < vector.length; d++) {
                    vector[d] = in.readFloat();
                }
            }
            return vectors;
        }
    }

    private static void write(Path file, float[][] vectors) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.writeInt(vectors.length);
            out.writeInt(vectors[0].length);
            for (float[] vector : vectors) {
                for (float value : vector) {
                    out.writeFloat(value);
                }
            }
        }
    }
}
