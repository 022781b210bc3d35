package dev.memcore.bench.life;

import dev.memcore.bench.eval.set.Sets;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the sets for simulated lives in a directory: those in its subdirectories, or else the one whose files it
 * contains.
 */
final class PresentSets {
    /** The sets with sessions, in the order in which they are lived. */
    static final List<Sets> ALL =
            List.of(Sets.LOCOMO, Sets.LIFEBENCH_EN, Sets.LIFEBENCH_ZH, Sets.BEAM, Sets.MEMORYCODE);

    private PresentSets() {}

    static List<Sets> in(Path data) {
        if (!Files.isDirectory(data)) {
            throw new BadInput(data + " is not a directory; give the one that holds the sets");
        }
        List<Sets> below = ALL.stream()
                .filter(set -> Files.isDirectory(data.resolve(set.directory())))
                .toList();
        return below.isEmpty() ? itself(data) : below;
    }

    private static List<Sets> itself(Path data) {
        String name = name(data.toAbsolutePath().normalize());
        if (Files.isDirectory(data.resolve("dialogues")) || holds(data, file -> file.startsWith("dialogue"))) {
            return List.of(Sets.MEMORYCODE);
        }
        if (!holds(data, file -> true)) {
            return List.of();
        }
        return ALL.stream()
                .filter(set -> set.directory().equals(name))
                .findFirst()
                .map(List::of)
                .orElse(List.of(Sets.LOCOMO));
    }

    private static boolean holds(Path data, Predicate<String> wanted) {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(PresentSets::name).anyMatch(file -> file.endsWith(".json") && wanted.test(file));
        } catch (IOException e) {
            throw new BadInput("cannot list " + data + ": " + e, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
