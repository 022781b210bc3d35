package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a space promises of keyed facts. */
abstract class FactsContract extends StoreTest {
    private MemorySpace bob;

    @BeforeEach
    void openSpace() {
        bob = manager.in(Scope.of("acme", "bob"));
    }

    private static Observation colour(String value) {
        return Observation.fact("colour", "colour: " + value).build();
    }

    private List<String> holding(MemorySpace space) {
        return space.list(MemoryFilter.builder().kind(Kind.FACT).build(), null, 100).memories().stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void theNewestOfOneKeyHoldsAndTheOthersAreKept() {
        Memory red = bob.remember(colour("red"));
        Memory blue = bob.remember(colour("blue"));
        assertEquals(List.of("colour: blue"), holding(bob));
        Memory replaced = bob.get(red.id()).orElseThrow();
        assertEquals(Status.SUPERSEDED, replaced.status());
        assertEquals(blue.id(), replaced.supersededBy());
        assertEquals("colour: red", bob.history(red.id()).getFirst().text());
    }

    @Test
    void withinOneBatchTheLastOneHolds() {
        bob.rememberAll(List.of(colour("red"), colour("green"), colour("blue")));
        bob.rememberAll(
                List.of(colour("white"), Observation.fact("size", "size: 9").build(), colour("black")));
        assertEquals(List.of("size: 9", "colour: black"), holding(bob));
    }

    @Test
    void whatSaysThatItIsOlderDoesNotReplace() {
        bob.remember(at("2024-05-01T00:00:00Z", "of May"));
        Memory late = bob.remember(at("2024-03-01T00:00:00Z", "of March"));
        assertEquals(List.of("of May"), holding(bob));
        assertEquals(Status.SUPERSEDED, late.status());
    }

    private static Observation at(String moment, String text) {
        return Observation.fact("colour", text)
                .eventTime(EventTime.at(Instant.parse(moment)))
                .build();
    }

    @Test
    void otherKeysKindsAndScopesAreLeftAlone() {
        MemorySpace eve = manager.in(Scope.of("acme", "eve"));
        eve.remember(colour("red"));
        bob.remember(Observation.fact("size", "size: 9").build());
        bob.remember(Observation.builder("a note on colour")
                .attribute(Observation.KEY, "colour")
                .build());
        bob.remember(colour("blue"));
        assertEquals(List.of("size: 9", "colour: blue"), holding(bob));
        assertEquals(List.of("colour: red"), holding(eve));
    }

    @Test
    void ofManyWritersAtOnceOneHolds() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Memory>> writes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String value = "value " + i;
                writes.add(threads.submit(() -> bob.remember(colour(value))));
            }
            for (Future<Memory> write : writes) {
                write.get();
            }
        }
        assertEquals(1, holding(bob).size());
    }
}
