package dev.memcore.bench.locomo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The conversations of one file.
 *
 * @param file the file's name
 * @param sha256 the digest of its bytes, in hexadecimal
 * @param conversations never empty
 */
public record LocomoSet(String file, String sha256, List<Conversation> conversations) {
    private static final String PREFERRED = "locomo-dev.json";

    /** Copies the list. */
    public LocomoSet {
        conversations = List.copyOf(conversations);
    }

    /**
     * Reads the set of a directory: {@code locomo-dev.json}, else the first {@code locomo*.json} by name, else the only
     * {@code *.json}; also below {@code locomo/}. A file is read itself.
     *
     * @throws BadInput if there is none, or it is not a set of conversations
     */
    public static LocomoSet find(Path place) {
        return find(place, "locomo");
    }

    /**
     * The same for another set in this layout, which is also looked for below the directory of its name.
     *
     * @param name the name of the set's directory, such as {@code beam}
     * @throws BadInput if there is none, or it is not a set of conversations
     */
    public static LocomoSet find(Path place, String name) {
        if (Files.isRegularFile(place)) {
            return read(place);
        }
        if (!Files.isDirectory(place)) {
            throw new BadInput(place + " does not exist; give the directory that holds " + PREFERRED);
        }
        for (Path directory : List.of(place, place.resolve(name))) {
            List<Path> files = candidates(directory);
            if (!files.isEmpty()) {
                return read(files.getFirst());
            }
        }
        throw new BadInput("no " + (name.equals("locomo") ? "LoCoMo" : name) + " set in " + place + ": expected "
                + PREFERRED + " or another locomo*.json");
    }

    private static List<Path> candidates(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        if (Files.isRegularFile(directory.resolve(PREFERRED))) {
            return List.of(directory.resolve(PREFERRED));
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> json = entries.filter(file -> name(file).endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            List<Path> named = json.stream()
                    .filter(file -> name(file).startsWith("locomo"))
                    .toList();
            return named.isEmpty() && json.size() == 1 ? json : named;
        } catch (IOException e) {
            throw new BadInput("cannot list " + directory + ": " + e, e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws BadInput if it cannot be read, is not JSON, or holds no conversation
     */
    public static LocomoSet read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            List<Conversation> conversations = LocomoParser.parse(new ObjectMapper().readTree(bytes));
            if (conversations.isEmpty()) {
                throw new BadInput(file + " holds no conversation: expected a list of objects with \"conversation\"");
            }
            return new LocomoSet(name(file), sha256(bytes), conversations);
        } catch (JsonProcessingException e) {
            throw new BadInput(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
    }

    /** The number of turns. */
    public int turns() {
        return conversations.stream().mapToInt(c -> c.turns().size()).sum();
    }

    /** The number of questions. */
    public int questions() {
        return conversations.stream().mapToInt(c -> c.questions().size()).sum();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
