package dev.memcore.bench.house;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles Java sources of tests with the class path of the tests. */
final class SourceCompiler {
    private SourceCompiler() {}

    /**
     * Compiles one type.
     *
     * @param classes the directory for the class files; created if it does not exist
     * @return the messages of the compiler, or an empty string if there is no error
     */
    static String compile(Path classes, String name, String source) throws IOException {
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
                Files.createDirectories(classes).toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        boolean good = compiler.getTask(new StringWriter(), null, diagnostics, options, null, List.of(file))
                .call();
        return good
                ? ""
                : diagnostics.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
