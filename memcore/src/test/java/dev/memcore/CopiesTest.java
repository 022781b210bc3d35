package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Durability;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories with the same text take one place among the results if the query asks for it. */
final class CopiesTest {
    private static final String COPIED = "The user prefers dark mode.";

    @SuppressWarnings("NullAway.Init") // open
    private MemoryManager manager;

    @SuppressWarnings("NullAway.Init") // open
    private MemorySpace space;

    @BeforeEach
    void open(@TempDir Path directory) {
        manager = Memcore.builder()
                .directory(directory)
                .durability(Durability.BUFFERED)
                .build();
        space = manager.space(Scope.of("acme", "ann"));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private List<Recalled> recall(MemoryQuery query) {
        manager.awaitIndexed();
        return space.recall(query).hits();
    }

    @Test
    void theyLeaveRoomForOthers() {
        List<String> other = List.of(
                "The user prefers a large font.",
                "Dark chocolate is what the user likes best.",
                "In the mode for guests, the user sees no prices.");
        other.forEach(space::remember);
        Set<Memory> copies = new HashSet<>();
        for (int i = 0; i < 15; i++) {
            copies.add(space.remember(i % 2 == 0 ? COPIED : "the user prefers  DARK mode"));
        }
        MemoryQuery query =
                MemoryQuery.of("Which mode does the user prefer?").withLimit(4).withJoinedCopies(true);
        List<Recalled> hits = recall(query);
        assertEquals(4, hits.size());
        assertTrue(copies.contains(hits.getFirst().memory()));
        copies.remove(hits.getFirst().memory());
        assertEquals(copies, new HashSet<>(hits.getFirst().copies()));
        for (int i = 1; i < 4; i++) {
            assertTrue(other.contains(hits.get(i).memory().text()));
            assertEquals(i + 1, hits.get(i).rank());
            assertEquals(List.of(), hits.get(i).copies());
        }

        List<Recalled> separate = recall(query.withJoinedCopies(false));
        assertEquals(4, separate.size());
        assertTrue(separate.stream().allMatch(hit -> hit.copies().isEmpty()));
        assertTrue(separate.get(3).memory().text().toLowerCase(Locale.ROOT).contains("dark mode"));
    }

    /** A cut-off counts places, so copies do not push others below it. */
    @Test
    void theyDoNotLowerTheRelevanceOfOthers() {
        for (int i = 0; i < 15; i++) {
            space.remember(COPIED);
        }
        space.remember("The user prefers a large font in dark mode.");
        MemoryQuery query = MemoryQuery.of("Does the user prefer dark mode?").withJoinedCopies(true);
        List<Recalled> all = recall(query);
        assertEquals(2, all.size());
        double least = all.get(1).relevance();
        assertEquals(2, recall(query.withMinRelevance(least)).size());
        assertEquals(1, recall(query.withMinRelevance(Math.nextUp(least))).size());
    }

    @Test
    void sameWordsOfAnotherSpeakerOrKeyAreAnotherStatement() {
        space.remember(Observation.builder("I live in Lisbon.").speaker("Ann").build());
        space.remember(Observation.builder("I live in Lisbon.").speaker("Bob").build());
        space.remember(Observation.fact("city of birth", "Lisbon").build());
        space.remember(Observation.fact("home city", "Lisbon").build());
        List<Recalled> hits = recall(MemoryQuery.of("Who lives in Lisbon?").withJoinedCopies(true));
        assertEquals(4, hits.size());
    }

    @Test
    void textsWithoutWordsAreCopiesOnlyIfTheyAreEqual() {
        space.remember("+++");
        space.remember("???");
        space.remember("???");
        List<Recalled> hits = recall(MemoryQuery.of("???").withJoinedCopies(true));
        assertTrue(hits.size() <= 2);
    }
}
