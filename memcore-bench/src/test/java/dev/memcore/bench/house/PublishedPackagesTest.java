package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module does not export is left out of its published Javadoc. */
final class PublishedPackagesTest {
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");
    private static final Pattern ANY_EXPORTS = Pattern.compile("exports ([\\w.]+)");
    private static final Pattern EXCLUDED = Pattern.compile("<javadoc.excluded>([\\w.:]+)</javadoc.excluded>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memcore-api",
                "memcore-store",
                "memcore-retrieval",
                "memcore-consolidation",
                "memcore",
                "memcore-papers",
                "memcore-embed-zh",
                "memcore-tools",
                "memcore-testkit",
                "integrations/memcore-adapter",
                "integrations/memcore-langchain4j",
                "integrations/memcore-micrometer",
                "integrations/memcore-mcp",
                "integrations/memcore-spring-ai",
                "integrations/memcore-spring-boot-starter",
                "integrations/memcore-inspector"
            })
    void theJavadocIsOfExportedPackages(String module) throws IOException {
        Path directory = Repository.ROOT.resolve(module);
        Set<String> exported = found(EXPORTS, directory.resolve("src/main/module/module-info.java"));
        assertTrue(exported.size() > 0, module + " exports nothing");
        Set<String> hidden = packages(directory.resolve("src/main/java"));
        Set<String> all = found(ANY_EXPORTS, directory.resolve("src/main/module/module-info.java"));
        assertTrue(hidden.containsAll(all), () -> module + " exports what it does not have: " + all + ", of " + hidden);
        hidden.removeAll(exported);
        Set<String> excluded = new TreeSet<>();
        found(EXCLUDED, directory.resolve("pom.xml")).forEach(list -> excluded.addAll(Set.of(list.split(":"))));
        assertEquals(hidden, excluded);
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file));
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> packages(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            Set<String> packages = new TreeSet<>();
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString())
                    .forEach(directory ->
                            packages.add(directory.replace('/', '.').replace('\\', '.')));
            return packages;
        }
    }
}
