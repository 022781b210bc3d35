package dev.memcore.bench.distill;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the vectors of texts by one model, in memory and, if there is a directory, in a file. The file is only
 * appended to, and has for each text 16 bytes of its SHA-256 and the floats of the vector. An incomplete record at its
 * end is cut off. For one process at a time; not safe for use by several threads.
 */
final class TextVectors implements AutoCloseable {
    private static final int KEY_LONGS = 2;

    private final Map<Key, float[]> vectors = new HashMap<>();
    private final @Nullable DataOutputStream out;

    private TextVectors(@Nullable Path file, int dimensions) throws IOException {
        if (file == null) {
            out = null;
            return;
        }
        int record = KEY_LONGS * Long.BYTES + dimensions * Float.BYTES;
        long whole = 0;
        if (Files.exists(file)) {
            whole = Files.size(file) / record * record;
            read(file, whole / record, dimensions);
        }
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
        out = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), 1 << 16));
    }

    /** Opens the cache of a model, and reads its file if there is a directory. */
    static TextVectors open(@Nullable Path folder, String model, int dimensions) throws IOException {
        if (folder == null) {
            return new TextVectors(null, dimensions);
        }
        Files.createDirectories(folder);
        return new TextVectors(folder.resolve(model + "-texts.vectors"), dimensions);
    }

    private void read(Path file, long records, int dimensions) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (long i = 0; i < records; i++) {
                Key key = new Key(in.readLong(), in.readLong());
                float[] vector = new float[dimensions];
                for (int d = 0; d < dimensions; d++) {
                    vector[d] = in.readFloat();
                }
                vectors.put(key, vector);
            }
        } catch (EOFException e) {
            throw new IOException(file + " became shorter while it was read", e);
        }
    }

    /** Returns the vector of a text, not copied, or null if there is none. */
    float @Nullable [] get(String text) {
        return vectors.get(Key.of(text));
    }

    void putAll(List<String> texts, float[][] made) throws IOException {
        for (int i = 0; i < made.length; i++) {
            Key key = Key.of(texts.get(i));
            vectors.put(key, made[i]);
            if (out != null) {
                out.writeLong(key.high());
                out.writeLong(key.low());
                for (float value : made[i]) {
                    out.writeFloat(value);
                }
            }
        }
        if (out != null) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    private record Key(long high, long low) {
        static Key of(String text) {
            try {
                ByteBuffer digest = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
                return new Key(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }
    }
}
