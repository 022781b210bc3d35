package dev.memcore.bench.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteCommandTest {
    @TempDir
    private Path root;

    @TempDir
    private Path out;

    @Test
    void pagesAreRenderedAndTheirLinksLeadToHtml() throws IOException {
        write("README.md", "# memcore\n[All pages](docs/README.md) and [a task](docs/guide/task.md#do-it)\n");
        write("docs/README.md", "# Documentation\n## Guide\n- [Task](guide/task.md)\n");
        write("docs/guide/task.md", """
            # Task
            ## Do it
            | a | b |
            |---|---|
            | 1 | 2 |

            [up](../README.md) ![chart](chart.svg) [elsewhere](https://example.org/a.md)
            """);
        write("docs/guide/chart.svg", "<svg/>");
        assertEquals(0, build());
        String page = Files.readString(out.resolve("docs/guide/task.html"));
        assertTrue(page.contains("<h2 id=\"do-it\">Do it</h2>"), page);
        assertTrue(page.contains("<div class=\"scroll\"><table>"), page);
        assertTrue(page.contains("<a href=\"../index.html\">up</a>"), page);
        assertTrue(page.contains("https://example.org/a.md"), page);
        assertTrue(page.contains("<li class=\"here\"><a href=\"task.html\">Task</a></li>"), page);
        assertTrue(Files.exists(out.resolve("docs/guide/chart.svg")));
        assertTrue(Files.readString(out.resolve("index.html")).contains("docs/guide/task.html#do-it"));
        assertTrue(Files.exists(out.resolve("style.css")));
    }

    @Test
    void aBrokenLinkFails() throws IOException {
        write("docs/README.md", "# Documentation\n[no file](guide/none.md)\n");
        assertEquals(2, build());
        write("docs/README.md", "# Documentation\n[no anchor](#nowhere)\n");
        assertEquals(2, build());
        assertFalse(Files.exists(out.resolve("docs")));
    }

    @Test
    void aPageThatTheIndexDoesNotNameFails() throws IOException {
        write("docs/README.md", "# Documentation\n");
        write("docs/lost.md", "# Lost\n");
        assertEquals(2, build());
    }

    private int build() {
        return Bench.run("site", "--root", root.toString(), "--out", out.toString());
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
