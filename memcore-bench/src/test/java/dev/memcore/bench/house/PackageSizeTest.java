package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A package holds one subject, in so few files that a reader can look through them, and shows few types to other packages. */
final class PackageSizeTest {
    /** The most files of a package, its package-info included. */
    private static final int MOST_FILES = 20;

    /** Packages that may have more files. */
    private static final Map<String, Integer> EXCEPTIONS = Map.of("dev.memcore.api", 25);

    /** The most public top-level types of memcore-retrieval. */
    private static final int MOST_PUBLIC_TYPES = 45;

    private static final String SOURCES = "/src/main/java/";

    private static final Pattern PUBLIC_TYPE = Pattern.compile("^public ", Pattern.MULTILINE);

    @Test
    void noPackageHasTooManyFiles() throws IOException {
        Map<String, Long> sizes = Repository.files("", ".java").stream()
                .map(Repository.ROOT::relativize)
                .map(file -> file.toString().replace('\\', '/'))
                .filter(file -> file.contains("/src/main/java/dev/"))
                .collect(Collectors.groupingBy(PackageSizeTest::packageOf, TreeMap::new, Collectors.counting()));
        assertTrue(sizes.size() > 40, "only " + sizes.size() + " packages were found");
        List<String> tooLarge = sizes.entrySet().stream()
                .filter(entry -> entry.getValue() > EXCEPTIONS.getOrDefault(entry.getKey(), MOST_FILES))
                .map(entry -> entry.getKey() + " has " + entry.getValue() + " files")
                .toList();
        assertTrue(tooLarge.isEmpty(), tooLarge::toString);
    }

    /** The name of a source file's package; the parts of one package in different modules count together. */
    private static String packageOf(String file) {
        String path = file.substring(file.indexOf(SOURCES) + SOURCES.length());
        return path.substring(0, path.lastIndexOf('/')).replace('/', '.');
    }

    @Test
    void theIndexShowsFewTypes() throws IOException {
        List<Path> files = Repository.files("memcore-retrieval/src/main/java", ".java");
        assertTrue(files.size() > 100, "only " + files.size() + " files were found");
        List<String> shown = new ArrayList<>();
        for (Path file : files) {
            if (PUBLIC_TYPE.matcher(Files.readString(file)).find()) {
                shown.add(file.getFileName().toString());
            }
        }
        assertTrue(shown.size() <= MOST_PUBLIC_TYPES, () -> shown.size() + " public types: " + shown);
    }

    @Test
    void aSimpleNameMeansOneClassOfThePublishedModules() throws IOException {
        Map<String, Long> names = Repository.files("", ".java").stream()
                .map(file -> Repository.ROOT.relativize(file).toString().replace('\\', '/'))
                .filter(file -> file.contains("/src/main/java/dev/") && !file.startsWith("memcore-bench/"))
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .filter(name -> !name.equals("package-info.java"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        assertTrue(names.size() > 300, "only " + names.size() + " classes were found");
        names.values().removeIf(count -> count == 1);
        assertTrue(names.isEmpty(), names::toString);
    }
}
