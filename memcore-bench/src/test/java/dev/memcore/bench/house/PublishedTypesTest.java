package dev.memcore.bench.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The public types of the exported packages are those of published-types.txt. Whoever adds a public type to an exported
 * package decides, by a change of that list, that hosts or extenders name it.
 */
final class PublishedTypesTest {
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");
    private static final Pattern PUBLIC_TYPE = Pattern.compile("^public ", Pattern.MULTILINE);

    @Test
    void theExportedTypesAreThoseOfTheList() throws IOException {
        Map<String, Set<String>> published = new TreeMap<>();
        for (Path module : Repository.files("", "module-info.java")) {
            if (module.endsWith(Path.of("src", "main", "module", "module-info.java"))) {
                collect(module, published);
            }
        }
        assertTrue(published.size() > 20, () -> "only " + published.size() + " exported packages were found");
        List<String> lines = new ArrayList<>();
        published.forEach((name, types) -> lines.add(name + ": " + String.join(" ", types)));
        assertEquals(String.join("\n", listed()), String.join("\n", lines));
    }

    private static void collect(Path module, Map<String, Set<String>> published) throws IOException {
        Path sources = module.resolve(Path.of("..", "..", "java")).normalize();
        for (String name : EXPORTS.matcher(Files.readString(module))
                .results()
                .map(m -> m.group(1))
                .toList()) {
            try (var files = Files.list(sources.resolve(name.replace('.', '/')))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    if (PUBLIC_TYPE.matcher(Files.readString(file)).find()) {
                        String type = file.getFileName().toString().replace(".java", "");
                        published.computeIfAbsent(name, key -> new TreeSet<>()).add(type);
                    }
                }
            }
        }
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = PublishedTypesTest.class.getResourceAsStream("published-types.txt")) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
