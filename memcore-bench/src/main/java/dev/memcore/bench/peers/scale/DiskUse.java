package dev.memcore.bench.peers.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The bytes of a store's files by kind: the log, the usage counts, and the parts of the index by what Lucene keeps in them. */
final class DiskUse {
    private DiskUse() {}

    /** Sums the bytes by kind. */
    static Map<String, Long> of(Path directory) {
        Map<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> bytes.merge(
                            kind(directory.relativize(file)), file.toFile().length(), Long::sum));
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(Path file) {
        if (!file.startsWith("index")) {
            return file.startsWith("log") ? "log" : "other";
        }
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "fdt", "fdx", "fdm" -> "index stored fields";
            case "tim", "tip", "tmd" -> "index terms";
            case "doc", "pos", "pay", "psm" -> "index postings";
            case "dvd", "dvm", "dvp", "dvs" -> "index columns";
            case "nvd", "nvm" -> "index norms";
            case "kdd", "kdi", "kdm" -> "index points";
            case "vec", "vem", "vex", "vemf", "veb", "vemb", "veq", "vemq" -> "index graph";
            case "cfs", "cfe" -> "index compound files";
            default -> "index other";
        };
    }
}
