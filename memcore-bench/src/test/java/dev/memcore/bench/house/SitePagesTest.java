package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site can be built from the pages of the repository: no link is broken, and the index names every page. */
final class SitePagesTest {
    @TempDir
    private Path out;

    @Test
    void theSiteIsBuiltFromAllPages() {
        assertEquals(0, Bench.run("site", "--root", Repository.ROOT.toString(), "--out", out.toString()));
        assertTrue(Files.exists(out.resolve("docs/guide/getting-started.html")));
        assertTrue(Files.exists(out.resolve("docs/research/results/eval-static-overview.svg")));
    }
}
