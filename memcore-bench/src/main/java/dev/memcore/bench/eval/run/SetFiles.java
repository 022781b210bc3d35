package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.NaturalOrder;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a set.
 *
 * @param names in the order in which they were read, separated by commas
 * @param sha256 the digest of the one file's bytes; of several files, the digest of the lines that {@code sha256sum} prints
 *     for them, in this order
 */
public record SetFiles(String names, String sha256) {
    /** Returns the digest of files that were read. */
    public static SetFiles of(List<Path> files) {
        List<String> names = files.stream().map(SetFiles::name).toList();
        if (files.size() == 1) {
            return new SetFiles(names.getFirst(), sha256(bytes(files.getFirst())));
        }
        StringBuilder sums = new StringBuilder();
        files.forEach(file ->
                sums.append(sha256(bytes(file))).append("  ").append(name(file)).append('\n'));
        return new SetFiles(shortened(names), sha256(sums.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String shortened(List<String> names) {
        return names.size() <= 5
                ? String.join(", ", names)
                : names.getFirst() + " ... " + names.getLast() + " (" + names.size() + " files)";
    }

    /**
     * The files of a set's directory, by name, numbers in the order of their values; if there are none, those of the
     * directories below it that have one of the given names.
     *
     * @throws BadInput if there are none in any
     */
    public static List<Path> find(Path place, List<String> below, Predicate<String> wanted, String expected) {
        if (!Files.isDirectory(place)) {
            throw new BadInput(place + " is not a directory; give the one that holds " + expected);
        }
        List<Path> places = new ArrayList<>(List.of(place));
        below.forEach(name -> places.add(place.resolve(name)));
        for (Path directory : places) {
            List<Path> files = list(directory, wanted);
            if (!files.isEmpty()) {
                return files;
            }
        }
        throw new BadInput("no " + expected + " in " + place + " or below it in " + String.join(", ", below));
    }

    private static List<Path> list(Path directory, Predicate<String> wanted) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> wanted.test(name(file)) && Files.isRegularFile(file))
                    .sorted((a, b) -> NaturalOrder.INSTANCE.compare(name(a), name(b)))
                    .toList();
        } catch (IOException e) {
            throw new BadInput("cannot list " + directory + ": " + e, e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
    }

    public static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public static String name(Path file) {
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
