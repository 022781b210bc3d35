package dev.memcore.bench.simulate.trace;

import dev.memcore.bench.simulate.trace.Trace.Item;
import dev.memcore.bench.simulate.trace.Trace.Step;
import dev.memcore.cli.console.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a trace from a file in UTF-8 with one key per line. The keys are requested in this order, one per hour. */
public final class FileTrace {
    private static final int LONGEST_KEY = 1_000;
    private static final int MOST_STEPS = 1_000_000;
    private static final double UNKNOWN = 0.5;

    private final Path file;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    private FileTrace(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws BadInput if it cannot be read, or is no trace; with the line
     */
    public static Trace read(Path file) {
        FileTrace trace = new FileTrace(file);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                trace.take(line.strip());
            }
        } catch (CharacterCodingException e) {
            throw new BadInput(trace.line() + ", or soon after it, is not UTF-8", e);
        } catch (IOException e) {
            throw new BadInput("cannot read the trace " + file + ": " + e, e);
        }
        if (trace.steps.isEmpty()) {
            throw new BadInput(file + " is empty; expected one key a line");
        }
        return new Trace(String.valueOf(file.getFileName()), trace.items, trace.steps);
    }

    private void take(String key) {
        if (key.isEmpty()) {
            throw new BadInput(line() + " is blank; expected a key");
        }
        if (key.length() > LONGEST_KEY) {
            throw new BadInput(line() + " has " + key.length() + " characters; a key has at most " + LONGEST_KEY);
        }
        if (steps.size() == MOST_STEPS) {
            throw new BadInput(line() + " is one too many; a trace has at most " + MOST_STEPS + " lines");
        }
        int item = places.computeIfAbsent(key, fresh -> items.size());
        if (item == items.size()) {
            items.add(new Item(key, UNKNOWN));
        }
        steps.add(new Step(item, Trace.BEGIN.plus(Duration.ofHours(steps.size())), true));
    }

    private String line() {
        return file + ", line " + (steps.size() + 1);
    }
}
