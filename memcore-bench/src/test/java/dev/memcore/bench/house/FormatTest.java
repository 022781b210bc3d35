package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * All Java files are as palantir-java-format writes them. {@code mvn -pl memcore-bench -am verify -Dtest=FormatTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dmemcore.format=write} formats them. (A module-info is no input of the formatter.)
 */
final class FormatTest {
    private static final String PROPERTY = "memcore.format";
    private static final int FILES_AT_LEAST = 80;

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void everyJavaFileIsFormatted() throws IOException {
        boolean write = "write".equals(System.getProperty(PROPERTY));
        List<Path> files = Repository.files("", ".java").stream()
                .filter(file -> !file.endsWith("module-info.java"))
                .toList();
        assertTrue(files.size() >= FILES_AT_LEAST, "only " + files.size() + " Java files in " + Repository.ROOT);
        List<Path> wrong =
                files.parallelStream().filter(file -> !isFormatted(file, write)).toList();
        assertTrue(
                write || wrong.isEmpty(),
                () -> wrong.size() + " files are not formatted: " + wrong
                        + "\nTo format them: mvn -pl memcore-bench -am verify -Dtest=FormatTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dmemcore.format=write");
    }

    private boolean isFormatted(Path file, boolean write) {
        try {
            String source = Files.readString(file);
            String formatted = formatter.formatSourceAndFixImports(source);
            if (write && !formatted.equals(source)) {
                Files.writeString(file, formatted);
            }
            return formatted.equals(source);
        } catch (IOException | FormatterException e) {
            throw new IllegalStateException("cannot format " + file, e);
        }
    }
}
