package dev.memcore.papers.rerank;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A text file of weights by name. The first line is a header. Each other line has a weight, a blank and its name. */
final class WeightFile {
    private static final String HEADER = "memcore weights 1";

    private WeightFile() {}

    static void write(Path file, Map<String, Double> weights) {
        String lines = weights.entrySet().stream()
                .map(weight -> "\n" + weight.getValue() + " " + weight.getKey())
                .collect(Collectors.joining());
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(written, HEADER + lines + "\n");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw MemoryException.of(ErrorCode.IO_FAILED, "the weights cannot be written to " + file + ": " + e, e);
        }
    }

    static Map<String, Double> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw MemoryException.of(
                    ErrorCode.FOREIGN_FILE, file + " is not a weight file: it is not valid UTF-8 text", e);
        } catch (IOException e) {
            throw MemoryException.of(ErrorCode.IO_FAILED, "the weights in " + file + " cannot be read: " + e, e);
        }
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw MemoryException.of(
                    ErrorCode.FOREIGN_FILE, file + " holds no weights: it does not begin with \"" + HEADER + "\"");
        }
        Map<String, Double> weights = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            put(line, file, weights);
        }
        return weights;
    }

    private static void put(String line, Path file, Map<String, Double> weights) {
        int blank = line.indexOf(' ');
        try {
            weights.put(line.substring(blank + 1), Double.valueOf(line.substring(0, Math.max(0, blank))));
        } catch (NumberFormatException e) {
            throw MemoryException.of(
                    ErrorCode.FOREIGN_FILE, file + " holds the line \"" + line + "\", which is no weight", e);
        }
    }
}
