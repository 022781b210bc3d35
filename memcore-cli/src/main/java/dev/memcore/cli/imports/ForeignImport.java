package dev.memcore.cli.imports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.memcore.cli.console.BadInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads a file of another system into a sink. */
final class ForeignImport {
    private static final Map<String, Function<String, ForeignFormat>> FORMATS = new TreeMap<>(Map.of(
            "mem0", session -> new Mem0Format(),
            "chatgpt", session -> new ChatGptFormat(),
            "claude", session -> new ClaudeFormat(),
            "zep", session -> new GraphitiFormat(),
            "langchain4j", ChatMessagesFormat::new,
            "langchain4j-embeddings", session -> new EmbeddingStoreFormat()));

    private ForeignImport() {}

    /**
     * Returns the format with a name.
     *
     * @param session the session for a format that names none
     * @throws BadInput if there is none
     */
    static ForeignFormat format(String name, String session) {
        Function<String, ForeignFormat> format = FORMATS.get(name);
        if (format == null) {
            throw new BadInput("--format " + name + " is none of " + ImportCommand.OWN + ", "
                    + String.join(", ", FORMATS.keySet()));
        }
        return format.apply(session);
    }

    /**
     * Reads a file, or standard input if the file is {@code -}.
     *
     * @return why the file could not be read to its end; empty: it was. What precedes the fault was written
     */
    static String read(ForeignFormat format, Path file, StoreImport sink) {
        String fault = "";
        try (InputStream in = open(file)) {
            JsonElements.read(in, format.arrays(), (element, place) -> format.read(element, place, sink));
        } catch (JsonProcessingException e) {
            fault = fault(e);
        } catch (IOException e) {
            fault = "cannot read it: " + e;
        }
        sink.flush();
        return fault;
    }

    private static String fault(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return "it is not JSON: " + e.getOriginalMessage()
                + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    private static InputStream open(Path file) throws IOException {
        return file.equals(ImportCommand.STANDARD_INPUT)
                ? System.in
                : new BufferedInputStream(Files.newInputStream(file));
    }
}
