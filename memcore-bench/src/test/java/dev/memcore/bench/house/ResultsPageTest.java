package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/research/results.md is what the command {@code results} makes of the committed template and figures. */
final class ResultsPageTest {
    @TempDir
    private Path docs;

    @Test
    void thePageIsRenderedFromTheCommittedFigures() throws IOException {
        Path results = Files.createDirectories(docs.resolve("results"));
        for (String kind : List.of(".json", ".md")) {
            for (Path file : Repository.files("docs/research/results", kind)) {
                Files.copy(file, results.resolve(String.valueOf(file.getFileName())));
            }
        }
        assertEquals(0, Bench.run("results", "--docs", docs.toString()));
        assertEquals(
                Files.readString(Repository.ROOT.resolve("docs/research/results.md")),
                Files.readString(docs.resolve("results.md")),
                "run: java -jar memcore-bench/target/memcore-bench.jar results");
        for (Path chart : Repository.files("docs/research/results", ".svg")) {
            assertTrue(Files.exists(results.resolve(String.valueOf(chart.getFileName()))), chart + " is of no use");
        }
    }
}
