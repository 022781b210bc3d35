package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block marked as java in README.md and below docs compiles. The statements of a page become one method that may throw
 * anything, so a block can use variables of earlier blocks. A block that declares a type is compiled by itself. The packages
 * of memcore and the usual ones of the JDK are imported.
 */
final class DocsTest {
    private static final Pattern BLOCK =
            Pattern.compile("^[ \\t]*```java[^\\n]*\\n(.*?)^[ \\t]*```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import [^;]+;\\s*$", Pattern.MULTILINE);
    private static final String IMPORTS =
            "import dev.memcore.*; import dev.memcore.api.*; import dev.memcore.api.config.*; import"
                + " dev.memcore.api.context.*; import dev.memcore.api.error.*; import dev.memcore.api.fact.*; import"
                + " dev.memcore.api.filter.*; import dev.memcore.api.health.*; import dev.memcore.api.operation.*;"
                + " import dev.memcore.api.report.*; import dev.memcore.api.session.*; import"
                + " dev.memcore.api.standing.*; import dev.memcore.spi.model.*; import dev.memcore.spi.*; import"
                + " dev.memcore.spi.index.*; import dev.memcore.spi.lifecycle.*; import dev.memcore.spi.log.*; import"
                + " dev.memcore.consolidation.*; import dev.memcore.consolidation.summary.*; import"
                + " dev.memcore.consolidation.value.*; import dev.memcore.retrieval.*; import"
                + " dev.memcore.retrieval.embed.*; import dev.memcore.retrieval.fusion.*; import"
                + " dev.memcore.retrieval.rerank.*; import dev.memcore.retrieval.view.*; import dev.memcore.store.*;"
                + " import dev.memcore.tools.*; import dev.memcore.inspector.*; import java.nio.file.*; import"
                + " java.time.*; import java.util.*;";

    @TempDir
    private Path directory;

    @Test
    void everyJavaBlockCompiles() throws IOException {
        List<Path> pages = new ArrayList<>(Repository.files("docs", ".md"));
        pages.add(Repository.ROOT.resolve("README.md"));
        List<String> broken = new ArrayList<>();
        int blocks = 0;
        for (Path page : pages) {
            List<String> found = blocks(Files.readString(page));
            blocks += found.size();
            String fault = compile(found, "Page" + pages.indexOf(page));
            if (!fault.isEmpty()) {
                broken.add(Repository.ROOT.relativize(page) + ": " + fault);
            }
        }
        assertTrue(broken.isEmpty(), () -> String.join("\n", broken));
        assertTrue(blocks >= 1, "no java block in README.md or docs");
    }

    @Test
    void aBlockThatDoesNotCompileIsNoticed() throws IOException {
        String page =
                "text\n```java\nScope bob = Scope.of(\"acme\", \"bob\");\n```\n  ```java\n  bob.withUser(%s);\n  ```\n";
        assertTrue(compile(blocks(page.formatted("1")), "Bad").contains("incompatible types"));
        assertEquals("", compile(blocks(page.formatted("\"eve\"")), "Good"));
        assertEquals(
                "", compile(List.of("import java.net.URI;\npublic record Note(Memory memory, URI uri) {}"), "Type"));
    }

    private Path classes() {
        return directory.resolve("classes");
    }

    /** The Java blocks of a page. */
    static List<String> blocks(String page) {
        return BLOCK.matcher(page)
                .results()
                .map(block -> block.group(1).stripIndent())
                .toList();
    }

    /** What is wrong with the blocks of a page, or an empty string. */
    private String compile(List<String> blocks, String name) throws IOException {
        StringBuilder imports = new StringBuilder(IMPORTS);
        StringBuilder story = new StringBuilder();
        StringBuilder faults = new StringBuilder();
        for (String block : blocks) {
            String own = IMPORT.matcher(block).results().map(MatchResult::group).collect(Collectors.joining(" "));
            String body = IMPORT.matcher(block).replaceAll("");
            Matcher type = TYPE.matcher(body);
            if (type.find()) {
                faults.append(SourceCompiler.compile(
                        classes(), type.group(1), block.startsWith("package ") ? block : IMPORTS + own + "\n" + body));
            } else {
                imports.append(own);
                story.append(body).append('\n');
            }
        }
        return faults
                + SourceCompiler.compile(
                        classes(),
                        name,
                        imports + "\nclass " + name + " { void run() throws Exception {\n" + story + "}}");
    }
}
