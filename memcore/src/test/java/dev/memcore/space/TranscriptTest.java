package dev.memcore.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.session.Transcript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Task T23 of the mechanisms: the i-th item, the item after x, ranges, and a fold over them are exact. */
final class TranscriptTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static SessionMemory session(MemoryManager manager) {
        return manager.space(Scope.of("acme", "alice")).session("s");
    }

    @Test
    void accessIsThatOfAList() {
        SplittableRandom random = new SplittableRandom(4);
        try (MemoryManager manager = Memcore.inMemory()) {
            SessionMemory session = session(manager);
            List<Memory> model = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                model.add(session.add(Observation.builder("Item " + i)
                        .eventTime(EventTime.at(START.plusSeconds(random.nextInt(50))))
                        .build()));
            }
            Transcript transcript = session.transcript();
            assertEquals(model.stream().map(Memory::id).toList(), transcript.ids());
            for (int i = 0; i < model.size(); i++) {
                MemoryId id = model.get(i).id();
                assertEquals(model.get(i).text(), transcript.get(i).text());
                assertEquals(i, transcript.ordinal(id).orElseThrow());
                assertEquals(i + 1 < 300 ? Optional.of(model.get(i + 1)) : Optional.empty(), transcript.after(id));
                assertEquals(i > 0 ? Optional.of(model.get(i - 1)) : Optional.empty(), transcript.before(id));
            }
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(300);
                int to = random.nextInt(300);
                assertEquals(
                        from <= to ? model.subList(from, to + 1) : List.of(),
                        transcript.between(model.get(from).id(), model.get(to).id()));
                Instant after = START.plusSeconds(random.nextInt(60));
                Instant before = START.plusSeconds(random.nextInt(60));
                assertEquals(
                        model.stream()
                                .filter(memory -> !memory.when().start().isBefore(after)
                                        && memory.when().start().isBefore(before))
                                .sorted(Comparator.comparing(
                                        memory -> memory.when().start()))
                                .toList(),
                        transcript.between(after, before));
            }
        }
    }

    @Test
    void aCursorMovesBothWays() {
        try (MemoryManager manager = Memcore.inMemory()) {
            SessionMemory session = session(manager);
            Memory one = session.add(Role.USER, "one");
            Memory two = session.add(Role.ASSISTANT, "two");
            Transcript.Cursor cursor = session.transcript().cursor();
            assertFalse(cursor.hasPrevious());
            assertEquals(one, cursor.next());
            assertEquals(two, cursor.next());
            assertFalse(cursor.hasNext());
            assertThrows(NoSuchElementException.class, cursor::next);
            assertEquals(two, cursor.previous());
            assertEquals(1, cursor.ordinal());
            assertEquals(two, session.transcript().cursor(2).previous());
            assertThrows(MemoryException.class, () -> session.transcript().cursor(3));
        }
    }

    @Test
    void itIsASnapshotThatReadsPresentVersions() {
        try (MemoryManager manager = Memcore.inMemory()) {
            MemorySpace space = manager.space(Scope.of("acme", "alice"));
            SessionMemory session = space.session("s");
            Memory one = session.add(Role.USER, "one");
            Memory two = session.add(Role.USER, "two");
            Transcript transcript = session.transcript();
            session.add(Role.USER, "three");
            space.revise(one.id(), "one, revised");
            space.forget(two.id());
            assertEquals(2, transcript.size());
            assertEquals("one, revised", transcript.get(0).text());
            assertEquals(
                    ErrorCode.NOT_FOUND,
                    assertThrows(MemoryException.class, () -> transcript.get(1)).code());
            assertEquals(
                    ErrorCode.INVALID_ARGUMENT,
                    assertThrows(MemoryException.class, () -> transcript.get(2)).code());
            assertEquals(2, session.transcript().size());
        }
    }

    /** The parity of many bits, folded over the whole session and over a range of it. */
    @Test
    void parityOfManyBitsIsExact() {
        SplittableRandom random = new SplittableRandom(9);
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            SessionMemory session = session(manager);
            List<Observation> bits = new ArrayList<>();
            int all = 0;
            int part = 0;
            for (int i = 0; i < 20_000; i++) {
                int bit = random.nextInt(2);
                all ^= bit;
                part ^= i >= 5_000 && i < 15_000 ? bit : 0;
                bits.add(Observation.of(Integer.toString(bit)));
            }
            for (int from = 0; from < bits.size(); from += 5_000) {
                session.addAll(bits.subList(from, from + 5_000));
            }
            Transcript transcript = session.transcript();
            assertEquals(20_000, transcript.size());
            assertEquals(all, parity(transcript, 0, 20_000));
            assertEquals(part, parity(transcript, 5_000, 15_000));
            assertTrue(transcript.get(12_345).text().equals(bits.get(12_345).text()));
        }
    }

    private static int parity(Transcript transcript, int from, int to) {
        int parity = 0;
        Transcript.Cursor cursor = transcript.cursor(from);
        while (cursor.ordinal() < to) {
            parity ^= Integer.parseInt(cursor.next().text());
        }
        return parity;
    }
}
