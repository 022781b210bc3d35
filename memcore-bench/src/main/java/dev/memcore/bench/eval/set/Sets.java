package dev.memcore.bench.eval.set;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.cli.console.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All evaluation sets with their default options. */
public enum Sets {
    LOCOMO("locomo", "locomo"),
    MUSIQUE("musique", "musique"),
    MEMORYCODE("memorycode", "memorycode"),
    BABI("babi", "babi"),
    PI("pi", "pi-llm"),
    VASWANI("vaswani", "vaswani"),
    BEAM("beam", "beam"),
    LIFEBENCH_EN("lifebench-en", "lifebench-en"),
    LIFEBENCH_ZH("lifebench-zh", "lifebench-zh"),
    XQUAD_DE("xquad-de", "xquad-de"),
    XQUAD_HI("xquad-hi", "xquad-hi"),
    XQUAD_RU("xquad-ru", "xquad-ru"),
    XQUAD_ZH("xquad-zh", "xquad-zh");

    private static final Set<Sets> LOCOMO_LAYOUT =
            Collections.unmodifiableSet(EnumSet.of(LOCOMO, BEAM, LIFEBENCH_EN, LIFEBENCH_ZH));

    private final String label;
    private final String directory;

    Sets(String label, String directory) {
        this.label = label;
        this.directory = directory;
    }

    /** Its name on the command line. */
    public String label() {
        return label;
    }

    /** The name of its directory beside those of the others. */
    public String directory() {
        return directory;
    }

    /**
     * Reads the set.
     *
     * @param place the directory that holds its own, or its own
     * @throws BadInput if it is not there
     */
    public EvaluationSet read(Path place) {
        Path own = place.resolve(directory);
        return in(Files.isDirectory(own) ? own : place);
    }

    private EvaluationSet in(Path place) {
        return switch (this) {
            case LOCOMO, BEAM, LIFEBENCH_EN, LIFEBENCH_ZH -> inLocomosLayout(place, false);
            case MUSIQUE -> MusiqueSet.read(place, false);
            case XQUAD_DE, XQUAD_HI, XQUAD_RU, XQUAD_ZH -> MusiqueSet.passages(label, place);
            case MEMORYCODE -> MemorycodeSet.read(place);
            case BABI -> BabiSet.read(place, BabiSet.DEFAULT_TASKS);
            case PI -> PiSet.read(place);
            case VASWANI -> VaswaniSet.read(place);
        };
    }

    private EvaluationSet inLocomosLayout(Path place, boolean keys) {
        return new LocomoEvaluation(label, LocomoSet.find(place, directory), Integer.MAX_VALUE, keys);
    }

    /**
     * The set of a name, if it has LoCoMo's layout.
     *
     * @param place the directory that holds its own, or its own
     * @param keys whether what the set notes of a turn becomes search keys
     * @throws BadInput if there is no such set, or it has another layout, or is not there
     */
    public static EvaluationSet locomo(String name, Path place, boolean keys) {
        Sets set = named(name);
        if (!LOCOMO_LAYOUT.contains(set)) {
            throw new BadInput("the set " + name + " is not in the format of LoCoMo; give one of "
                    + LOCOMO_LAYOUT.stream().map(Sets::label).collect(Collectors.joining(", ")));
        }
        Path own = place.resolve(set.directory);
        return set.inLocomosLayout(Files.isDirectory(own) ? own : place, keys);
    }

    /**
     * Returns the set with a name, as in {@code eval}.
     *
     * @throws BadInput if there is none
     */
    public static Sets named(String name) {
        return Arrays.stream(values())
                .filter(set -> set.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no set \"" + name + "\"; there are " + names(Sets::label)));
    }

    /** Returns the sets whose directories are in a directory. */
    public static List<Sets> found(Path data) {
        return Arrays.stream(values())
                .filter(set -> Files.isDirectory(data.resolve(set.directory)))
                .toList();
    }

    /**
     * Returns the named sets, each once, or those that are found if none is named.
     *
     * @throws BadInput if a name is unknown, or if none is named and none is found
     */
    public static List<Sets> chosen(List<String> names, Path data) {
        List<Sets> sets = names.isEmpty()
                ? found(data)
                : names.stream().distinct().map(Sets::named).toList();
        if (sets.isEmpty()) {
            throw new BadInput("no set in " + data + ": expected directories " + names(Sets::directory)
                    + ", or name the set with --dataset");
        }
        return sets;
    }

    public static String names(Function<Sets, String> name) {
        return Arrays.stream(values()).map(name).collect(Collectors.joining(", "));
    }
}
