package dev.memcore.bench.forgetting;

import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies a closed store, so that every policy starts with the same one. */
final class StoreCopy {
    private StoreCopy() {}

    static Path of(Path store, Path copy) {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(store.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new BadInput("cannot copy " + store + ": " + e, e);
        }
    }
}
