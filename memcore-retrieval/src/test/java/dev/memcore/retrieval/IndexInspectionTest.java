package dev.memcore.retrieval;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Recovery.IndexState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexInspectionTest {
    @TempDir
    Path directory;

    private IndexConfig config() {
        return IndexConfig.ofDefaults(directory.resolve("index"), new Indexed.LetterEmbedder());
    }

    private IndexInspection start() {
        return IndexInspection.start(directory.resolve("index"), false, false);
    }

    @Test
    void anIndexIsOpenedFromItsInspection() {
        write("a zebra crossing the road");
        assertEquals(List.of("a zebra crossing the road"), found(start()));
    }

    @Test
    void whatIsWrittenAfterTheInspectionIsFound() throws Exception {
        write("a zebra crossing the road");
        try (IndexInspection early = start()) {
            early.thread().run(() -> {}); // the inspection has ended
            write("a second zebra");
            assertEquals(2, found(early).size());
        }
    }

    @Test
    void anIndexThatDoesNotExistIsNotCreated() {
        start().close();
        assertFalse(Files.exists(directory.resolve("index")));
        try (Indexed indexed = new Indexed(start().open(config()))) {
            assertEquals(IndexState.MISSING, indexed.index.foundState());
        }
    }

    @Test
    void aClosedInspectionReleasesTheFiles() {
        write("a zebra crossing the road");
        start().close();
        write("a second zebra");
        assertEquals(2, found(start()).size());
    }

    @Test
    void anInspectionOfAnotherDirectoryIsRejected() {
        try (IndexInspection other = IndexInspection.start(directory.resolve("other"), false, false)) {
            MemoryException e = assertThrows(MemoryException.class, () -> other.open(config()));
            assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
        }
    }

    private void write(String text) {
        try (Indexed indexed = new Indexed(LuceneMemoryIndex.open(config()))) {
            indexed.add(ALICE, text);
            indexed.settled();
        }
    }

    private List<String> found(IndexInspection inspection) {
        try (Indexed indexed = new Indexed(inspection.open(config()))) {
            assertEquals(IndexState.CURRENT, indexed.index.foundState());
            return indexed.texts(ALICE, "zebra");
        }
    }
}
