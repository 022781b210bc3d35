package dev.memcore.bench.peers.scale;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file of a run: its arguments, the seconds of building, and the stages that were measured. */
final class ScaleProgress {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARGUMENTS = "arguments";
    private static final String STAGES = "stages";
    private static final String SECONDS = "buildSeconds";

    private final Path file;
    private final Map<String, Object> arguments;
    private final List<Map<String, Object>> stages = new ArrayList<>();
    private double buildSeconds;

    /**
     * Continues the run of a directory, or starts one.
     *
     * @throws BadInput if the run of the directory had other arguments
     */
    ScaleProgress(Path directory, Map<String, Object> arguments) {
        this.file = directory.resolve("scale.json");
        this.arguments = new TreeMap<>(arguments);
        try {
            Files.createDirectories(directory);
            if (Files.exists(file)) {
                read();
            }
        } catch (IOException e) {
            throw new BadInput("cannot use " + file + ": " + e, e);
        }
    }

    private void read() throws IOException {
        Map<String, Object> before =
                JSON.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, Object>>() {});
        String others = JSON.valueToTree(before.get(ARGUMENTS)).toString();
        String own = JSON.valueToTree(arguments).toString();
        if (!own.equals(others)) {
            throw new BadInput(file + " is of a run with " + others + ", not " + own + "; give another --dir");
        }
        stages.addAll(JSON.convertValue(before.get(STAGES), new TypeReference<List<Map<String, Object>>>() {}));
        buildSeconds = JSON.convertValue(before.get(SECONDS), Double.class);
    }

    /** The figures of the measured stages, the smallest first. */
    List<Map<String, Object>> stages() {
        return stages;
    }

    /** The seconds that all runs have spent on building. */
    double buildSeconds() {
        return buildSeconds;
    }

    /** Adds seconds of building. */
    void built(double seconds) {
        buildSeconds += seconds;
        write();
    }

    /** Adds the figures of a stage. */
    void measured(Map<String, Object> stage) {
        stages.add(stage);
        write();
    }

    private void write() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put(ARGUMENTS, arguments);
        state.put(SECONDS, buildSeconds);
        state.put(STAGES, stages);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            JSON.writeValue(next.toFile(), state);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
