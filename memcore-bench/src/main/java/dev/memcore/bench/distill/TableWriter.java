package dev.memcore.bench.distill;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes the file that {@code dev.memcore.retrieval.embed.StaticEmbedder} reads. The class {@code StaticTable} there
 * describes the format.
 */
final class TableWriter {
    private static final int MAGIC = 0x4D435354;
    private static final int VERSION = 1;

    private TableWriter() {}

    /**
     * The bytes of a table.
     *
     * @param name the model's name
     * @param pieces the vocabulary
     * @param rows one weighted vector per piece
     */
    static byte[] write(String name, List<String> pieces, float[][] rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(rows[0].length);
        out.writeInt(rows.length);
        string(out, name);
        for (String piece : pieces) {
            string(out, piece);
        }
        for (float[] row : rows) {
            out.writeFloat(scale(row));
        }
        for (float[] row : rows) {
            out.write(quantised(row, scale(row)));
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }

    private static void string(DataOutputStream out, String value) throws IOException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    /** The value of one quantization step: the row's largest value becomes 127. */
    private static float scale(float[] row) {
        float largest = 0;
        for (float value : row) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest / Byte.MAX_VALUE;
    }

    private static byte[] quantised(float[] row, float scale) {
        byte[] bytes = new byte[row.length];
        for (int d = 0; d < row.length && scale > 0; d++) {
            bytes[d] = (byte) Math.round(row[d] / scale);
        }
        return bytes;
    }
}
