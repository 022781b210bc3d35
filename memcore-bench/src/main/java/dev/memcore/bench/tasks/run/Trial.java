package dev.memcore.bench.tasks.run;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.bench.harness.ScratchDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** One run of a task: its directory, its random numbers, and what it has measured so far. For one thread. */
public final class Trial {
    private static final int BATCH = 1_000;

    private final ScratchDirectory directory;
    private final long seed;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<Bound> bounds = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long n;
    private long bytes;

    Trial(ScratchDirectory directory, long seed) {
        this.directory = directory;
        this.seed = seed;
    }

    /** Returns the directory of a store of this run. The sizes of these directories count as bytes of the task. */
    public Path directory(String store) {
        return directory.resolve(store);
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /** Returns new random numbers of the seed. */
    public Random random() {
        return new Random(seed);
    }

    /** Adds questions or trials. */
    public void asked(long count) {
        n += count;
    }

    /** Adds bytes that are not in a store of this run. */
    public void used(long more) {
        bytes += more;
    }

    /** Reports a figure. */
    public void figure(String name, Object value) {
        figures.put(name, value);
    }

    /** Reports a figure that has a least value. */
    public void atLeast(String name, double value, double limit, String source) {
        figure(name, value);
        bounds.add(new Bound(name, value, true, limit, source));
    }

    /** Reports a figure that has a greatest value. */
    public void atMost(String name, double value, double limit, String source) {
        figure(name, value);
        bounds.add(new Bound(name, value, false, limit, source));
    }

    /** Reports what a reader of the figures must know. */
    public void note(String note) {
        notes.add(note);
    }

    /** Stores observations in batches, and returns the memories in their order. */
    public static List<Memory> rememberAll(MemorySpace space, List<Observation> observations) {
        List<Memory> memories = new ArrayList<>(observations.size());
        for (int from = 0; from < observations.size(); from += BATCH) {
            memories.addAll(space.rememberAll(observations.subList(from, Math.min(observations.size(), from + BATCH))));
        }
        return memories;
    }

    TaskResult result(String task, String name, double seconds) {
        return new TaskResult(task, name, figures, bounds, notes, n, seed, seconds, bytes + size(directory.path()));
    }

    private static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(Trial::length).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of " + file, e);
        }
    }
}
