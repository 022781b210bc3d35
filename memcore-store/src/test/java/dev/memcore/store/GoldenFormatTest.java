package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was once written stays readable for ever: one committed store for each format. */
class GoldenFormatTest {
    private static final List<String> FILES =
            List.of("MANIFEST", "log/0000000001.seg", "log/0000000002.seg", "log/0000000003.seg");

    @TempDir
    Path directory;

    @Test
    void format1IsReadAndCanGrow() throws IOException {
        Files.createDirectories(directory.resolve("log"));
        for (String file : FILES) {
            Files.write(directory.resolve(file), golden(file));
        }
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Golden.commits(), Samples.read(log, 1));
            assertTrue(log.check().ok());
            Samples.append(log, 9, 9);
            assertEquals(9, log.lastSequence());
        }
    }

    /** If this fails while the other test passes, the format changed without a new number. */
    @Test
    void theSameCommitsStillGiveTheSameBytes() throws IOException {
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options().withSegmentBytes(500))) {
            Golden.append(log);
        }
        for (String file : FILES) {
            assertArrayEquals(golden(file), Files.readAllBytes(directory.resolve(file)), file);
        }
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream in = GoldenFormatTest.class.getResourceAsStream("/golden/format-1/" + file)) {
            if (in == null) {
                throw new IOException("missing from the test resources: " + file);
            }
            return in.readAllBytes();
        }
    }
}
