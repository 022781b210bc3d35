package dev.memcore.bench.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository that the tests run in. */
final class Repository {
    /** The repository's root. */
    static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("memcore-api"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("the tests do not run within the repository");
            }
        }
        return directory;
    }

    /** The regular files below a directory of the root with an ending, but not what a build made; sorted. */
    static List<Path> files(String directory, String ending) throws IOException {
        Path start = ROOT.resolve(directory);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !ROOT.relativize(file).startsWith(".git"))
                    .filter(file -> Stream.of("target", ".git").noneMatch(part -> contains(file, part)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean contains(Path file, String part) {
        for (Path name : ROOT.relativize(file)) {
            if (name.toString().equals(part)) {
                return true;
            }
        }
        return false;
    }
}
