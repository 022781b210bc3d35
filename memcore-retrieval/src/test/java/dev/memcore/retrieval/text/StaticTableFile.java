package dev.memcore.retrieval.text;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** A small table file, sound unless a test makes it otherwise. */
public final class StaticTableFile {
    final List<String> pieces;
    int magic = 0x4D435354;
    int version = 1;
    int dimensions;
    float scale = 1;
    byte[] rows;

    /** A table in which the row of piece i is the unit vector along dimension i. */
    public StaticTableFile(String... pieces) {
        this.pieces = List.of(pieces);
        this.dimensions = pieces.length;
        this.rows = new byte[pieces.length * pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            rows[i * pieces.length + i] = 1;
        }
    }

    /** The file's bytes, with a checksum that is right. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(magic);
            out.writeInt(version);
            out.writeInt(dimensions);
            out.writeInt(pieces.size());
            string(out, "test");
            for (String piece : pieces) {
                string(out, piece);
            }
            for (int i = 0; i < pieces.size(); i++) {
                out.writeFloat(scale);
            }
            out.write(rows);
            CRC32C crc = new CRC32C();
            crc.update(bytes.toByteArray());
            out.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void string(DataOutputStream out, String value) throws IOException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
    }
}
