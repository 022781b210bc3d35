package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Recovery.IndexState;
import dev.memcore.retrieval.fusion.ReciprocalRankFusion;
import dev.memcore.retrieval.view.ContextViews;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An index on a device that is full or read-only for a while: counts the operations of a workload, then runs it again with
 * some of them refused, from each in turn.
 */
@Timeout(600)
class FullIndexDeviceTest {
    private static final int CAPACITY = 8;

    private final FaultyDirectory.Device device = new FaultyDirectory.Device();
    private final Directory present = FaultyDirectory.files();
    private final Directory history = FaultyDirectory.files();

    private static IndexConfig config() {
        return new IndexConfig(
                null, new Indexed.LetterEmbedder(), new ContextViews(), new ReciprocalRankFusion(), CAPACITY);
    }

    private Indexed open() {
        return new Indexed(LuceneMemoryIndex.open(config(), () -> device.directories(present, history)));
    }

    @ParameterizedTest
    @CsvSource({"true, 1, 1", "true, 60, 11", "false, 1, 4", "false, 60, 11"})
    void whateverIsRefusedAllIsReadAndWrittenLater(boolean full, int count, int step) throws IOException {
        Workload whole = new Workload();
        whole.run();
        assertEquals(0, whole.refusals);
        int operations = whole.on.device.operations();
        assertTrue(operations > 100, "operations: " + operations);
        int refusals = 0;
        for (int from = whole.opened; from < operations; from += step) {
            Workload workload = new Workload();
            if (full) {
                workload.on.device.full(from, count);
            } else {
                workload.on.device.readOnly(from, count);
            }
            workload.run();
            refusals += workload.refusals;
        }
        assertTrue(refusals > 0, "nobody was told");
    }

    /** Writes, revises, drops and erases; looks at the index whenever something is refused. */
    private static final class Workload {
        private final FullIndexDeviceTest on = new FullIndexDeviceTest();
        private final List<Memory> published = new ArrayList<>();
        private final Set<String> texts = new HashSet<>();
        private int opened;
        private int refusals;

        void run() {
            try (Indexed indexed = on.open()) {
                opened = on.device.operations();
                Memory first = add(indexed, "the first apple");
                for (int i = 0; i < 4; i++) {
                    add(indexed, "apple number " + "abcd".charAt(i));
                }
                untilAccepted(indexed, indexed::settled);
                Memory second = note(indexed.next(first, Status.ACTIVE, Indexed.said("s", "Ann", "the second apple")));
                replace(first, second);
                untilAccepted(indexed, indexed::committed);
                untilAccepted(indexed, () -> indexed.index.dropHistory(Map.of(first.id(), 2)));
                Memory secret = add(indexed, "a secret apple");
                untilAccepted(indexed, indexed::settled);
                note(indexed.erase(secret));
                texts.remove(secret.text());
                untilAccepted(indexed, indexed.index::expunge);
                add(indexed, "the last apple");
                assertReads(indexed);
            }
            on.device.full(0, 0);
            try (Indexed again = on.open()) {
                assertEquals(IndexState.CURRENT, again.index.foundState());
                published.stream()
                        .filter(memory -> memory.sequence() > again.index.durableSequence())
                        .forEach(memory -> again.index.publish(memory.sequence(), List.of(memory)));
                assertReads(again);
                again.index.awaitIndexed(published.size());
                assertReads(again);
                assertEquals(1, again.index.history(published.getFirst().id()).size());
            }
        }

        private Memory add(Indexed indexed, String text) {
            texts.add(text);
            return note(indexed.turn("s", "Ann", text));
        }

        private Memory note(Memory memory) {
            published.add(memory);
            return memory;
        }

        private void replace(Memory before, Memory now) {
            texts.remove(before.text());
            texts.add(now.text());
        }

        private void untilAccepted(Indexed indexed, Runnable change) {
            for (int attempt = 0; attempt < 200; attempt++) {
                try {
                    change.run();
                    return;
                } catch (MemoryException e) {
                    refusals++;
                    assertTrue(
                            e.code() == ErrorCode.STORAGE_FULL || e.code() == ErrorCode.STORAGE_READ_ONLY, e::toString);
                    assertReads(indexed);
                }
            }
            throw new AssertionError("refused too often");
        }

        private void assertReads(Indexed indexed) {
            assertEquals(texts, Set.copyOf(indexed.texts(Indexed.ALICE, "apple")));
            assertEquals(texts, Set.copyOf(indexed.listed(MemoryFilter.any())));
            assertEquals(List.of(), indexed.index.check().findings());
        }
    }

    @Test
    void writersAreRefusedWhenTooMuchWaitsAndGoOnWhenThereIsSpace() {
        try (Indexed indexed = open()) {
            indexed.turn("s", "Ann", "the first apple");
            indexed.settled();
            device.full(0, Integer.MAX_VALUE);
            MemoryId last = null;
            for (int i = 0; i <= CAPACITY; i++) {
                indexed.index.awaitCapacity();
                last = indexed.turn("s", "Ann", "apple " + i).id();
            }
            assertEquals(
                    ErrorCode.STORAGE_FULL,
                    assertThrows(MemoryException.class, indexed::settled).code());
            assertEquals(
                    ErrorCode.STORAGE_FULL,
                    assertThrows(MemoryException.class, indexed.index::awaitCapacity)
                            .code());
            assertTrue(indexed.index.get(Objects.requireNonNull(last)).isPresent());
            assertEquals(CAPACITY + 2, indexed.listed(MemoryFilter.any()).size());
            device.full(0, 0);
            indexed.settled();
            indexed.index.awaitCapacity();
            assertEquals(CAPACITY + 2, indexed.listed(MemoryFilter.any()).size());
        }
    }

    @Test
    void anIndexIsClosedWithoutAnErrorWhenItCannotBeWritten() {
        try (Indexed indexed = open()) {
            indexed.turn("s", "Ann", "the first apple");
            indexed.settled().committed();
        }
        Indexed indexed = open();
        device.readOnly(0, Integer.MAX_VALUE);
        indexed.turn("s", "Ann", "the second apple");
        indexed.close();
        device.full(0, 0);
        try (Indexed again = open()) {
            assertEquals(1, again.index.durableSequence());
            assertEquals(1, again.listed(MemoryFilter.any()).size());
        }
    }

    @Test
    void whatIsRefusedAtOpeningIsNoDamage() {
        try (Indexed indexed = open()) {
            indexed.turn("s", "Ann", "the first apple");
            indexed.settled().committed();
        }
        device.full(0, Integer.MAX_VALUE);
        try (Indexed full = open()) {
            assertEquals(IndexState.CURRENT, full.index.foundState());
            assertEquals(List.of("the first apple"), full.texts(Indexed.ALICE, "apple"));
            full.turn("s", "Ann", "the second apple");
            assertEquals(2, full.texts(Indexed.ALICE, "apple").size());
        }
    }
}
