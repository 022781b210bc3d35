package dev.memcore.bench.eval;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.locomo.LocomoSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All sets as they are read when nothing else is said. */
enum Sets {
    LOCOMO("locomo", "locomo"),
    MUSIQUE("musique", "musique"),
    MEMORYCODE("memorycode", "memorycode"),
    BABI("babi", "babi"),
    PI("pi", "pi-llm"),
    VASWANI("vaswani", "vaswani");

    private final String label;
    private final String directory;

    Sets(String label, String directory) {
        this.label = label;
        this.directory = directory;
    }

    /** Its name on the command line. */
    String label() {
        return label;
    }

    /** The name of its directory beside those of the others. */
    String directory() {
        return directory;
    }

    /**
     * Reads the set.
     *
     * @param place the directory that holds its own, or its own
     * @throws BadInput if it is not there
     */
    EvaluationSet read(Path place) {
        Path own = place.resolve(directory);
        return in(Files.isDirectory(own) ? own : place);
    }

    private EvaluationSet in(Path place) {
        return switch (this) {
            case LOCOMO -> new LocomoEvaluation(LocomoSet.find(place), Integer.MAX_VALUE);
            case MUSIQUE -> MusiqueSet.read(place, false);
            case MEMORYCODE -> MemorycodeSet.read(place);
            case BABI -> BabiSet.read(place, BabiSet.DEFAULT_TASKS);
            case PI -> PiSet.read(place);
            case VASWANI -> VaswaniSet.read(place);
        };
    }

    /**
     * The set of a name, as {@code eval} has it.
     *
     * @throws BadInput if there is none
     */
    static Sets named(String name) {
        return Arrays.stream(values())
                .filter(set -> set.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no set \"" + name + "\"; there are " + names(Sets::label)));
    }

    static String names(Function<Sets, String> name) {
        return Arrays.stream(values()).map(name).collect(Collectors.joining(", "));
    }
}
