package dev.memcore.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.Memcore;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.cli.MemcoreCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store in a directory, and the command {@code import} on it. */
final class ImportRig {
    static final Scope ALICE = Scope.of("acme", "alice");

    private final Path directory;
    private final Path json;

    ImportRig(Path directory) {
        this.directory = directory;
        this.json = directory.resolve("report.json");
    }

    /** Copies a file of this package's resources. */
    Path resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ImportRig.class.getResourceAsStream(name))) {
            Path file = directory.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    /** Runs the command for tenant acme; returns its exit code. */
    int run(Path file, String format, String... more) {
        return MemcoreCommand.run(Stream.concat(
                        Stream.of(
                                "import",
                                "--dir",
                                store().toString(),
                                "--in",
                                file.toString(),
                                "--format",
                                format,
                                "--tenant",
                                "acme",
                                "--json",
                                json.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    Path store() {
        return directory.resolve("store");
    }

    JsonNode report() throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }

    /** The reasons of the last report, each with its count. */
    List<String> reasons() throws IOException {
        List<String> reasons = new ArrayList<>();
        report().path("skipped")
                .forEach(one -> reasons.add(
                        one.path("count").asLong() + " " + one.path("reason").asText()));
        return reasons;
    }

    <T> T in(Scope scope, Function<MemorySpace, T> work) {
        try (MemoryManager manager = Memcore.open(store())) {
            return work.apply(manager.space(scope));
        }
    }

    /** All memories of a scope that are in force, oldest first. */
    List<Memory> memories(Scope scope) {
        return in(
                scope,
                space -> space.list(MemoryFilter.any().toBuilder().whenever().build(), null, 1_000)
                        .memories());
    }

    static @Nullable Object attribute(Memory memory, String name) {
        return switch (memory.attributes().get(name)) {
            case AttributeValue.Text(String value) -> value;
            case AttributeValue.Whole(long value) -> value;
            case AttributeValue.Real(double value) -> value;
            case AttributeValue.Flag(boolean value) -> value;
            case AttributeValue.Moment(Instant value) -> value;
            case null -> null;
        };
    }
}
