package dev.memcore.bench.metamorphic;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A store that was told three talks in turns, and what it answers. Each change is made to a copy of it. */
final class Base implements AutoCloseable {
    /** So many turns of a talk, then of the next. */
    static final int EACH = 7;

    private static final List<Talk> TALKS = Talk.all();

    private final Path directory;
    private final Map<String, List<MemoryId>> answers;
    private final Map<String, List<String>> texts;

    Base() {
        try {
            this.directory = Files.createTempDirectory("metamorphic");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Told told = Told.inTurns(directory.resolve("base"), TALKS, EACH, 1)) {
            this.answers = told.answers(Memory::id);
            this.texts = told.answers(Memory::text);
        }
    }

    /** What is recalled for each question, best first. */
    Map<String, List<MemoryId>> answers() {
        return answers;
    }

    /** The texts of that. */
    Map<String, List<String>> texts() {
        return texts;
    }

    /** A directory that is deleted at last. */
    Path besides(String name) {
        return directory.resolve(name);
    }

    /** What a copy answers after changes, each made some times. */
    Map<String, List<MemoryId>> after(List<Change> changes, int times, long seed) {
        Path copy = directory.resolve("changed");
        Told.copy(directory.resolve("base"), copy.resolve("data"));
        try (Told told = Told.open(copy.resolve("data"), TALKS, seed)) {
            Random random = new Random(seed);
            for (Change change : changes) {
                for (int i = 0; i < times; i++) {
                    told.advance(Duration.ofSeconds(1));
                    change.applyTo(told, random);
                }
            }
            return told.answers(Memory::id);
        } finally {
            Told.delete(copy);
        }
    }

    @Override
    public void close() {
        Told.delete(directory);
    }
}
