package dev.memcore.bench.eval.set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.memcore.bench.eval.run.SetFiles;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads JSON files of sets. */
final class Json {
    /**
     * Accepts NaN, which JSON does not define, because the programs that wrote some sets use it for missing numbers.
     */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** A file and its content. */
    record Chosen(Path file, JsonNode root) {}

    private Json() {}

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(SetFiles.bytes(file));
        } catch (JsonProcessingException e) {
            throw new BadInput(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
    }

    static List<Chosen> readAll(List<Path> files) {
        return files.stream().map(file -> new Chosen(file, read(file))).toList();
    }

    /**
     * Returns the first file that satisfies a condition; files with "dev" in their names come first. Null if there is
     * none.
     */
    static @Nullable Chosen choose(List<Chosen> files, Predicate<JsonNode> wanted) {
        List<Chosen> fitting =
                files.stream().filter(file -> wanted.test(file.root())).toList();
        return fitting.stream()
                .filter(file -> SetFiles.name(file.file()).contains("dev"))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .orElse(null);
    }

    /** The first element of a list; nothing if it is none, or empty. */
    static JsonNode first(JsonNode root) {
        return root.isArray() && !root.isEmpty() ? root.get(0) : MissingNode.getInstance();
    }
}
