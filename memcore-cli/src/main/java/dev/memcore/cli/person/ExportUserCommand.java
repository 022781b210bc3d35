package dev.memcore.cli.person;

import dev.memcore.api.MemoryManager;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import dev.memcore.cli.store.ExistingStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes everything that a store keeps of one person. */
@Command(
        name = "export-user",
        description = {
            "Writes everything that a store keeps of one user: all memories with all versions and causes, facts,"
                    + " sessions, and the marks of erasures; of all agents, and whatever the labels and the status.",
            "Erased contents and memories that are shared by all users are not in it."
        },
        mixinStandardHelpOptions = true)
public final class ExportUserCommand implements Callable<Integer> {
    @Mixin
    private final ExistingStore store = new ExistingStore();

    @Option(names = "--tenant", paramLabel = "NAME", defaultValue = "default", description = "The tenant.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String tenant;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "The user.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String user;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "JSON",
            description = "json for machines (the default), or html for people.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Format format;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file; replaced if it exists.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** The forms of the file. */
    enum Format {
        JSON,
        HTML
    }

    /** For picocli. */
    public ExportUserCommand() {}

    @Override
    public Integer call() {
        json.check();
        try (MemoryManager manager = store.open()) {
            PersonRecord person = PersonRecord.read(manager, tenant, user, Instant.now());
            write(person);
            screen.line(
                    String.format(
                            Locale.ROOT,
                            "%,d memories, %,d facts, %,d sessions and %,d erasures of ",
                            person.memories().size(),
                            person.facts().size(),
                            person.sessions().size(),
                            person.erased().size()),
                    user,
                    " written to ",
                    file);
            json.write(Map.of(
                    "memories", person.memories().size(),
                    "facts", person.facts().size(),
                    "sessions", person.sessions().size(),
                    "erasures", person.erased().size()));
        }
        return 0;
    }

    private void write(PersonRecord person) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            writePart(person, part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInput("cannot write " + file + ": " + e, e);
        }
    }

    private void writePart(PersonRecord person, Path part) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            switch (format) {
                case JSON -> PersonJson.write(person, out);
                case HTML -> PersonPage.write(person, new OutputStreamWriter(out, StandardCharsets.UTF_8));
            }
        }
    }
}
