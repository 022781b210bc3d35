package dev.memcore.retrieval;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.report.Recovery.IndexState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every third byte of a small index is flipped in turn: it is noticed when the index is opened, or it changes nothing. */
class IndexDamageTest {
    private static final String QUERY = "zebra crossing";
    private static final int STRIDE = 7;

    @Test
    void everyFlippedByteIsNoticedOrHarmless(@TempDir Path directory) throws IOException {
        Path original = directory.resolve("original");
        List<String> expected;
        try (Indexed indexed = new Indexed(original, new Indexed.LetterEmbedder())) {
            indexed.add(ALICE, "a zebra crossing the road");
            Memory first = indexed.add(ALICE, "a crossing of one road");
            indexed.next(first, Status.ACTIVE, Observation.of("a crossing of two roads"));
            expected = indexed.settled().texts(ALICE, QUERY);
        }
        int noticed = 0;
        int flips = 0;
        for (Path file : files(original)) {
            byte[] bytes = Files.readAllBytes(original.resolve(file));
            for (int at = flips % STRIDE; at < bytes.length; at += STRIDE) {
                flips++;
                bytes[at] ^= 0x20;
                Files.write(original.resolve(file), bytes);
                noticed += noticedOrHarmless(original, directory.resolve("copy" + flips), expected, file + "@" + at);
                bytes[at] ^= 0x20;
            }
            Files.write(original.resolve(file), bytes);
        }
        assertTrue(noticed > flips / 2, noticed + " of " + flips + " flips were noticed");
    }

    private static int noticedOrHarmless(Path original, Path copy, List<String> expected, String what)
            throws IOException {
        Files.createDirectories(copy.resolve("history"));
        for (Path file : files(original)) {
            Files.copy(original.resolve(file), copy.resolve(file));
        }
        try (Indexed indexed = new Indexed(copy, new Indexed.LetterEmbedder())) {
            if (indexed.index.foundState() == IndexState.CURRENT) {
                assertEquals(expected, indexed.texts(ALICE, QUERY), what);
                assertTrue(indexed.index.check().ok(), what);
                return 0;
            }
            assertEquals(0, indexed.index.durableSequence(), what);
            return 1;
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("write.lock"))
                    .map(directory::relativize)
                    .sorted()
                    .toList();
        }
    }
}
