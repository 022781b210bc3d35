package dev.memcore.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Budget;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.consolidation.summary.Summarizers;
import dev.memcore.papers.episode.Episodes;
import dev.memcore.papers.tree.MemTree;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No preset takes a message out of the window of its session. */
final class PresetWindowsTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final int PLENTY = 1_000_000;
    private static final Summarizer FOLDER = Summarizers.rareWords(TokenCounter.approximate());

    /** Both sessions end with the same reply to different questions. */
    private static final Map<String, List<String>> SAID = new TreeMap<>(Map.of(
            "A",
            List.of(
                    "The invoice of the plumber is still open.",
                    "The plumber wants 250 euros for the new tap.",
                    "Shall I pay the plumber from the house account?",
                    "Yes please, do that now."),
            "B",
            List.of(
                    "The old photos fill the whole disk.",
                    "There are copies of the photos in the cellar.",
                    "Shall I delete the photos from the disk?",
                    "Yes please, do that now.")));

    private static void converse(MemorySpace bob) {
        SAID.forEach((session, texts) -> {
            for (int i = 0; i < texts.size(); i++) {
                bob.session(session).add(i % 2 == 0 ? Role.ASSISTANT : Role.USER, texts.get(i));
            }
        });
    }

    private static Map<String, List<String>> windows(MemorySpace bob) {
        Map<String, List<String>> windows = new TreeMap<>();
        for (String session : SAID.keySet()) {
            List<String> texts = bob.session(session).window(PLENTY).stream()
                    .map(Memory::text)
                    .toList();
            windows.put(session, texts);
        }
        return windows;
    }

    @ParameterizedTest
    @EnumSource
    void noPresetTakesAMessageOutOfAWindow(MemoryPreset preset) {
        try (MemoryManager manager = Memcore.builder().preset(preset, 1).build()) {
            MemorySpace bob = manager.space(BOB);
            converse(bob);
            manager.maintain(Budget.ofDefaults());
            assertEquals(SAID, windows(bob));
        }
    }

    @Test
    void aTreeLeavesTheWindows() {
        assertWindowsStay(new MemTree(StaticEmbedder.load(), FOLDER, Tier.SHORT, Tier.LONG));
    }

    @Test
    void episodesLeaveTheWindows() {
        assertWindowsStay(new Episodes(StaticEmbedder.load(), FOLDER, Tier.SHORT, 16, 0.5, 0));
    }

    private static void assertWindowsStay(LifecyclePolicy policy) {
        try (MemoryManager manager = Memcore.builder().policies(List.of(policy)).build()) {
            MemorySpace bob = manager.space(BOB);
            converse(bob);
            converse(bob);
            Map<String, List<String>> before = windows(bob);
            assertTrue(manager.maintain(Budget.ofDefaults()).total() > 0);
            assertEquals(before, windows(bob));
        }
    }
}
