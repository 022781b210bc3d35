package dev.memcore.store.json;

import dev.memcore.store.bytes.MalformedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes. Every line must end with a line feed. */
final class LineReader {
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final int limit;
    private long number;

    LineReader(InputStream in, int limit) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.limit = limit;
    }

    /** The number of the line that was read last or that is missing; the first is 1. */
    long number() {
        return number;
    }

    /** Reads the next line, without its line feed. Returns null if there is none. */
    byte @Nullable [] next() throws IOException, MalformedException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next != '\n') {
            if (next < 0) {
                throw new MalformedException("the file ends within it");
            }
            if (line.size() == limit) {
                throw new MalformedException("it has more than " + limit + " bytes");
            }
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }
}
