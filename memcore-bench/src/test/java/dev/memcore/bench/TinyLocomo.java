package dev.memcore.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A hand-made set of conversations in the structure of LoCoMo's files. */
public final class TinyLocomo {
    private TinyLocomo() {}

    /** Writes the set to a file; gives the file. */
    public static Path copyTo(Path file) throws IOException {
        try (InputStream in = Objects.requireNonNull(TinyLocomo.class.getResourceAsStream("tiny-locomo.json"))) {
            return Files.write(file, in.readAllBytes());
        }
    }
}
