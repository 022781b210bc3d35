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
 * What was begun and what was acknowledged in the scopes that are in use, and what was erased: kept by the parent, so that it
 * survives the process that hosts the store. For one thread.
 */
final class Journal {
    private static final String STEP = "S";
    private static final String DONE = "D";

    private final Map<String, List<String>> scopes = new LinkedHashMap<>();
    private final Set<String> erased = new HashSet<>();

    /** A scope as the journal tells it, and the step whose outcome it does not tell. */
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

    /** The words of which nothing may be left. */
    Set<String> erasedWords() {
        return erased;
    }

    /** Forgets everything: the store is a new one. */
    void clear() {
        scopes.clear();
        erased.clear();
    }

    /** The steps of a scope, those that are known not to have happened left out. */
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
