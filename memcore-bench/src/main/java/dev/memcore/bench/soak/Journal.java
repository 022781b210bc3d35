package dev.memcore.bench.soak;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.bench.soak.model.Made;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import dev.memcore.bench.soak.model.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records the started and acknowledged steps of all scopes in use, and the erased words. The parent keeps it, so it
 * survives the process that hosts the store. For one thread.
 */
final class Journal {
    private static final String STEP = "S";
    private static final String DONE = "D";

    private final Map<String, List<String>> scopes = new LinkedHashMap<>();
    private final Set<String> erased = new HashSet<>();

    /** The recorded state of a scope, and the step whose outcome is unknown. */
    record Life(World world, @Nullable Step open) {}

    void step(String plot, String step) {
        scopes.computeIfAbsent(plot, name -> new ArrayList<>()).add(STEP + "\t" + step);
    }

    void done(String plot, String made) {
        scopes.computeIfAbsent(plot, name -> new ArrayList<>()).add(DONE + "\t" + made);
    }

    void ended(String plot) {
        scopes.remove(plot);
    }

    void erased(String words) {
        erased.addAll(List.of(words.split(" ")));
    }

    /** Returns the erased words, which must not occur in any file. */
    Set<String> erasedWords() {
        return erased;
    }

    /** Clears the journal for a new store. */
    void clear() {
        scopes.clear();
        erased.clear();
    }

    /** Returns the steps of a scope, without those that are known not to have happened. */
    List<Step> steps(String plot) {
        List<Step> steps = new ArrayList<>();
        for (String line : scopes.getOrDefault(plot, List.of())) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals(STEP)) {
                steps.add(Step.parse(fields[1]));
            } else if (fields[1].equals(Made.skipped()) && !steps.isEmpty()) {
                steps.removeLast();
            }
        }
        return steps;
    }

    /** Writes the scopes to a file, for the next process. */
    void write(Path file) {
        List<String> lines = new ArrayList<>();
        scopes.forEach((plot, life) -> life.forEach(line -> lines.add(plot + "\t" + line)));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The scopes of a file, by name. */
    static Map<String, Life> read(Path file) {
        Map<String, Life> lives = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t", -1);
                Life life = lives.computeIfAbsent(fields[0], plot -> new Life(new World(Plot.parse(plot)), null));
                lives.put(fields[0], next(life, fields[1], fields[2]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return lives;
    }

    private static Life next(Life life, String mark, String text) {
        if (mark.equals(STEP)) {
            return new Life(life.world, Step.parse(text));
        }
        Step step = life.open;
        if (step != null) {
            Made made = Made.parse(text);
            life.world.apply(step, made == null ? Made.failed(ErrorCode.CLOSED) : made);
        }
        return new Life(life.world, null);
    }
}
