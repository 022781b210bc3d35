package dev.memcore.adapter.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.Memcore;
import dev.memcore.adapter.AdapterNames;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // a null fails the test
final class EntryStoreTest {
    private static final EntryForm FORM = new EntryForm(new AdapterNames("lines", "line."), Kind.of("card"));

    private final MemoryManager manager = Memcore.builder().withoutEmbedder().build();
    private final MemorySpace alice = manager.space(Scope.of("acme", "alice"));
    private final EntryStore store = new EntryStore(alice, FORM);

    @AfterEach
    void close() {
        manager.close();
    }

    private static Map.Entry<String, Observation> card(String id, String text, String... metadata) {
        Observation.Builder observation = FORM.begin(id, text);
        for (String key : metadata) {
            observation.attribute(FORM.metadataPrefix() + key, true);
        }
        return Map.entry(id, observation.build());
    }

    private void put(List<Map.Entry<String, Observation>> cards) {
        store.put(cards);
    }

    private List<String> texts() {
        return alice.list(FORM.all(), null, 1_000).memories().stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void anEntryIsOneMemoryUnderTheNamesOfTheAdapter() {
        put(List.of(card("1", "a", "x")));
        Memory memory = store.withIds(List.of("1", "2")).get("1");
        assertEquals(Kind.of("card"), memory.kind());
        assertEquals(
                Map.of("line.card", new AttributeValue.Text("1"), "card.x", new AttributeValue.Flag(true)),
                Map.copyOf(memory.attributes()));
        assertEquals("1", FORM.idOf(memory));
        Memory other = alice.remember("no entry");
        assertEquals(other.id().toString(), FORM.idOf(other));
    }

    @Test
    void aKnownIdIsANewVersionThatKeepsWhatTheHostAdded() {
        put(List.of(card("1", "a", "x", "y"), card("2", "b")));
        Memory before = store.withIds(List.of("1")).get("1");
        alice.setAttribute(before.id(), "host", 7);

        put(List.of(card("1", "c", "y", "z")));

        Memory after = store.withIds(List.of("1")).get("1");
        assertEquals(before.id(), after.id());
        assertEquals("c", after.text());
        assertEquals(
                "[card.y, card.z, host, line.card]", after.attributes().keySet().toString());
        assertEquals("a", alice.history(after.id()).getFirst().text());
        assertEquals("lines", after.cause().actor());
    }

    @Test
    void theSameEntriesAgainWriteNothing() {
        put(List.of(card("1", "a", "x"), card("2", "b")));
        long written = manager.stats().lastSequence();
        put(List.of(card("2", "b"), card("1", "a", "x")));
        put(List.of());
        store.forget(List.of("3"));
        assertEquals(written, manager.stats().lastSequence());
    }

    @Test
    void theLastEntryOfAnIdCounts() {
        put(List.of(card("1", "a"), card("2", "b"), card("1", "c")));
        assertEquals(List.of("b", "c"), texts());
    }

    @Test
    void forgottenEntriesAreGoneAndCanComeBack() {
        alice.remember("no entry");
        put(List.of(card("1", "a"), card("2", "b"), card("3", "c", "x")));
        store.forget(List.of("1", "1", "4"));
        assertEquals(List.of("b", "c"), texts());
        store.forget(FORM.all().toBuilder().attribute("card.x", true).build());
        assertEquals(List.of("b"), texts());
        store.forget(FORM.all());
        put(List.of(card("1", "d")));
        assertEquals(List.of("d"), texts());
        assertEquals(2, alice.list(MemoryFilter.any(), null, 10).memories().size());
    }

    @Test
    void entriesOfOtherScopesAreNotTouched() {
        EntryStore shared = new EntryStore(manager.space(Scope.of("acme")), FORM);
        shared.put(List.of(card("1", "shared")));
        put(List.of(card("1", "mine")));
        store.forget(FORM.all());
        assertEquals("shared", shared.withIds(List.of("1")).get("1").text());
        assertEquals(Map.of(), store.withIds(List.of("1")));
    }

    @Test
    void manyIdsAreFoundInParts() {
        List<String> ids = IntStream.range(0, 2_500).mapToObj(Integer::toString).toList();
        put(ids.stream().map(id -> card(id, "text " + id)).toList());
        assertEquals(2_500, store.withIds(ids).size());
        store.forget(ids.subList(1, 2_500));
        assertEquals(List.of("text 0"), texts());
    }

    @Test
    void badIdsSayWhatIsWrong() {
        for (Runnable call : List.<Runnable>of(
                () -> FORM.begin(null, "a"),
                () -> FORM.begin(" ", "a"),
                () -> store.forget(Arrays.asList("1", null)),
                () -> store.forget((List<String>) null),
                () -> store.withIds(null))) {
            assertEquals(
                    ErrorCode.INVALID_ARGUMENT,
                    assertThrows(MemoryException.class, call::run).code());
        }
        MemoryException error = assertThrows(MemoryException.class, () -> FORM.begin("x".repeat(4_097), "a"));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error.code());
    }

    @Test
    void noEntryOfManyThreadsIsStoredTwice() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            EntryStore own = new EntryStore(alice, FORM);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20; i++) {
                    own.put(List.of(card("card " + i, "text")));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(20, texts().size());
    }

    /** Calls: an id and the text to put under it, or a hyphen to forget it. */
    @Provide
    Arbitrary<List<Map.Entry<String, String>>> calls() {
        return Combinators.combine(Arbitraries.of("1", "2", "3"), Arbitraries.of("a", "b", "c", "-"))
                .as(Map::entry)
                .list()
                .ofMaxSize(15);
    }

    @Property(tries = 25)
    void theStoreIsAMap(@ForAll("calls") List<Map.Entry<String, String>> calls) {
        try (MemoryManager own = Memcore.builder().withoutEmbedder().build()) {
            EntryStore map = new EntryStore(own.space(Scope.of("acme", "alice")), FORM);
            Map<String, String> expected = new HashMap<>();
            for (Map.Entry<String, String> call : calls) {
                if (call.getValue().equals("-")) {
                    expected.remove(call.getKey());
                    map.forget(List.of(call.getKey()));
                } else {
                    expected.put(call.getKey(), call.getValue());
                    map.put(List.of(card(call.getKey(), call.getValue(), call.getValue())));
                }
            }
            Map<String, String> found = new HashMap<>();
            map.withIds(List.of("1", "2", "3")).forEach((id, memory) -> found.put(id, memory.text()));
            assertEquals(expected, found);
        }
    }
}
