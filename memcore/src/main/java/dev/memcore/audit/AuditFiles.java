package dev.memcore.audit;

import dev.memcore.api.Scope;
import dev.memcore.api.config.AuditSettings;
import dev.memcore.api.config.Durability;
import dev.memcore.api.operation.Erasure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an audit log: a directory for each tenant, and in it the files of each user. The names are digests,
 * because names of tenants and users can contain any character. The newest file of a user is {@code D.jsonl}, older
 * ones are {@code D.1.jsonl}, {@code D.2.jsonl} and so on. While an erasure runs, the tenant's directory has a file
 * {@code erasing-N}, so that the next opening completes the removal after a crash. For one thread, which may access files.
 */
final class AuditFiles {
    private static final String SUFFIX = ".jsonl";
    private static final String TEMPORARY = ".tmp";
    private static final String ERASING = "erasing-";
    private static final String ALL_USERS = "*";
    private static final int NAME_CHARACTERS = 32;

    private final AuditSettings settings;

    AuditFiles(AuditSettings settings) {
        this.settings = settings;
    }

    /** Appends a line without its end. A line that a crash interrupted is ended first. */
    void append(Scope reader, String line) throws IOException {
        Path file = file(reader, 0);
        Files.createDirectories(file.getParent());
        if (Files.exists(file) && Files.size(file) >= settings.fileBytes()) {
            rotate(reader);
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            String before = end > 0 && !endsWithLine(channel, end) ? "\n" : "";
            ByteBuffer bytes = ByteBuffer.wrap((before + line + "\n").getBytes(StandardCharsets.UTF_8));
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (settings.durability() == Durability.SYNCED) {
                channel.force(true);
            }
        }
    }

    private static boolean endsWithLine(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
    }

    private void rotate(Scope reader) throws IOException {
        Files.deleteIfExists(file(reader, settings.filesPerUser() - 1));
        for (int age = settings.filesPerUser() - 2; age >= 0; age--) {
            Path from = file(reader, age);
            if (Files.exists(from)) {
                Files.move(from, file(reader, age + 1), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /**
     * An erasure that has begun.
     *
     * @param marker the file that exists until it has ended
     * @param users whose files are deleted: a digest, {@value #ALL_USERS}, or an empty text
     */
    record Running(Path marker, String users) {
        Path directory() {
            return Objects.requireNonNull(marker.getParent());
        }
    }

    /** Begins an erasure. */
    Running begin(Scope reader, Erasure request, long number) throws IOException {
        String users = !request.isComplete()
                ? ""
                : request.reach() == Erasure.Reach.WHOLE_TENANT ? ALL_USERS : digest(reader.user());
        Path marker = directory(reader).resolve(ERASING + number);
        Files.createDirectories(directory(reader));
        write(marker, users);
        return new Running(marker, users);
    }

    /** Removes files and lines, and ends the erasure. Each file is replaced atomically. */
    void complete(Running running, Predicate<String> erased) throws IOException {
        for (Path file : files(running.directory())) {
            if (name(file).endsWith(TEMPORARY)
                    || running.users().equals(ALL_USERS)
                    || name(file).startsWith(running.users() + ".")) {
                Files.deleteIfExists(file); // a replacement below has the same name as one that was interrupted
            } else {
                remove(file, erased);
            }
        }
        end(running);
    }

    /** Ends an erasure without removing anything. */
    void end(Running running) throws IOException {
        Files.deleteIfExists(running.marker());
        try (Stream<Path> left = Files.list(running.directory())) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.deleteIfExists(running.directory());
    }

    /** Returns the erasures that a crash interrupted. */
    List<Running> interrupted() throws IOException {
        if (!Files.isDirectory(settings.directory())) {
            return List.of();
        }
        List<Running> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(settings.directory(), 2)) {
            for (Path marker :
                    files.filter(file -> name(file).startsWith(ERASING)).toList()) {
                found.add(new Running(marker, Files.readString(marker)));
            }
        }
        return found;
    }

    private static void remove(Path file, Predicate<String> erased) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> kept = lines.stream().filter(erased.negate()).toList();
        if (kept.size() < lines.size()) {
            replace(file, kept);
        }
    }

    private static void replace(Path file, List<String> lines) throws IOException {
        Path next = file.resolveSibling(name(file) + TEMPORARY);
        write(next, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** All files of a tenant, also those that an interrupted replacement left. */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name(file).contains(SUFFIX)).sorted().toList();
        }
    }

    private Path file(Scope reader, int age) {
        String name = digest(reader.user()) + (age == 0 ? "" : "." + age) + SUFFIX;
        return directory(reader).resolve(name);
    }

    private Path directory(Scope reader) {
        return settings.directory().resolve(digest(reader.tenant()));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String digest(@Nullable String name) {
        // No name starts with a control character, so null has a value of its own.
        String text = name == null ? "\u0000" : name;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
