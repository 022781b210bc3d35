package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block marked as java in README.md and below docs compiles. Blocks with a type of their own are compiled as they
 * stand; statements are wrapped into a method that may throw anything. All public types of memcore are imported, unless the
 * block has imports of its own.
 */
final class DocsTest {
    private static final Pattern BLOCK =
            Pattern.compile("^[ \\t]*```java([^\\n]*)\\n(.*?)^[ \\t]*```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import [^;]+;\\s*$", Pattern.MULTILINE);
    private static final String IMPORTS = "import dev.memcore.*; import dev.memcore.api.*; import dev.memcore.spi.*;"
            + " import dev.memcore.retrieval.*; import dev.memcore.store.*; import java.nio.file.*; import java.time.*;"
            + " import java.util.*;";

    @TempDir
    private Path directory;

    @Test
    void everyJavaBlockCompiles() throws IOException {
        List<Path> pages = new ArrayList<>(Repository.files("docs", ".md"));
        Path readme = Repository.ROOT.resolve("README.md");
        pages.add(readme);
        List<String> broken = new ArrayList<>();
        int blocks = 0;
        for (Path page : pages) {
            Matcher matcher = BLOCK.matcher(Files.exists(page) ? Files.readString(page) : "");
            while (matcher.find()) {
                blocks++;
                String fault = compile(matcher.group(2).stripIndent(), blocks);
                if (!fault.isEmpty()) {
                    broken.add(Repository.ROOT.relativize(page) + ": " + fault + "\n" + matcher.group(2));
                }
            }
        }
        assertTrue(broken.isEmpty(), () -> String.join("\n", broken));
        assertTrue(blocks >= 1 || !Files.exists(readme), "no java block in README.md or docs");
    }

    @Test
    void aBlockThatDoesNotCompileIsNoticed() throws IOException {
        assertTrue(compile("Scope.of(1);", 1).contains("incompatible types"));
        assertTrue(compile("Scope bob = Scope.of(\"acme\", \"bob\");", 2).isEmpty());
        assertTrue(compile("public record Note(Memory memory) {}", 3).isEmpty());
    }

    /** What is wrong with a block, or an empty string. */
    private String compile(String block, int number) throws IOException {
        Matcher type = TYPE.matcher(block);
        boolean whole = type.find();
        String name = whole ? type.group(1) : "Block" + number;
        String imports = IMPORT.matcher(block)
                .results()
                .map(result -> result.group().strip())
                .collect(Collectors.joining(" "));
        String body = IMPORT.matcher(block).replaceAll("");
        String source = block.startsWith("package ")
                ? block
                : IMPORTS + " " + imports + "\n"
                        + (whole ? body : "class " + name + " { void run() throws Exception {\n" + body + "\n}}");
        return compile(name, source);
    }

    private String compile(String name, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of(
                "-proc:none",
                "-d",
                Files.createDirectories(directory.resolve("classes")).toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        boolean good = compiler.getTask(new StringWriter(), null, diagnostics, options, null, List.of(file))
                .call();
        return good
                ? ""
                : diagnostics.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
