package dev.memcore.cli.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --json FILE}: the file for the machine-readable result of a command. */
public final class JsonOption {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file, as JSON.")
    private @Nullable Path file;

    /** For picocli. */
    public JsonOption() {}

    /** Fails early if the file could not be written later. */
    public void check() {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new BadInput("--json " + file + " is a directory; give a file");
        }
        Path parent = file.toAbsolutePath().getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            throw new BadInput("--json " + file + ": its directory cannot be made: " + e, e);
        }
    }

    /** Writes the value, if the option was given. */
    public void write(Object value) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, JSON.writeValueAsString(value) + "\n");
        } catch (IOException e) {
            throw new BadInput("cannot write " + file + ": " + e, e);
        }
    }
}
