package dev.memcore.bench.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Page;
import dev.memcore.api.Recalled;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Durability;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.consolidation.summary.Gist;
import dev.memcore.papers.MemoryPreset;
import dev.memcore.papers.episode.Episodes;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ManualClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every preset at the capacity with which it ships, over dozens of sessions of real dialogue, maintained after every other one, and opened again
 * once: its policies act, its bounds hold, and no window and no pinned memory is touched.
 */
final class PresetsAtCapacityTest {
    private static final Budget ALL = Budget.ofOperations(1_000_000);
    private static final int NIGHTS = 2;
    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    @TempDir
    private Path directory;

    /** How many memories a tier may hold at last, by tier; what is not named may hold any number. */
    private static Map<Tier, Integer> bounds(MemoryPreset preset) {
        int size = preset.defaultCapacity();
        return switch (preset) {
            case PLAIN, LARIMAR, MEM_P, MEM_GAS, MEM_TREE, EPI_CACHE, MEMORY_LLM -> Map.of();
            case ELMUR, ATTENDRE, SIR_LLM, MOVIE_CHAT, FLASH_V_STREAM, INFTY_VIDEO -> Map.of(Tier.SHORT, size);
            case MEMORIA, HEMA, LIGHT_MEM, H_MEM, MEMORY_BANK -> Map.of(Tier.SHORT, size);
            case M_PLUS -> Map.of(Tier.SHORT, size, Tier.MID, size);
            case MEMORY_OS -> Map.of(Tier.SHORT, size, Tier.MID, 200 * size, Tier.LONG, 10 * size);
            case MALP -> Map.of(Tier.SHORT, size, Tier.MID, 10 * size);
        };
    }

    /** Enough for every tier to overflow; more sessions than the capacity where each session may be one memory at last. */
    private static HostLife life(MemoryPreset preset) {
        return switch (preset) {
            case MOVIE_CHAT, FLASH_V_STREAM -> new HostLife(130, 4);
            case MEMORY_OS, ATTENDRE -> new HostLife(60, 40);
            case M_PLUS -> new HostLife(50, 330);
            case ELMUR, MEMORIA, SIR_LLM, INFTY_VIDEO, MEMORY_LLM -> new HostLife(50, 30);
            default -> new HostLife(50, 12);
        };
    }

    /** The third and the fourth level of H-MEM fold 100 and 1,000 sessions. */
    private static int policiesWithOccasion(MemoryPreset preset, List<LifecyclePolicy> policies) {
        return preset == MemoryPreset.H_MEM ? policies.size() - 2 : policies.size();
    }

    private MemoryManager open(MemoryPreset preset, ManualClock clock) {
        return Memcore.builder()
                .directory(directory)
                .clock(clock)
                .durability(Durability.BUFFERED)
                .windowMessages(1_000)
                .preset(preset)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void doesItsWorkOverDozensOfSessions(MemoryPreset preset) {
        HostLife life = life(preset);
        Map<String, Integer> proposed = new TreeMap<>();
        List<MemoryId> pinned;
        MemoryManager manager = open(preset, life.clock());
        try {
            pinned = life.begin(manager);
            List<Memory> before = present(manager, pinned);
            for (int session = 0; session < life.sessions(); session++) {
                if (session == life.sessions() / 2) {
                    manager.close();
                    manager = open(preset, life.clock());
                }
                life.day(manager, session);
                if (session % NIGHTS == NIGHTS - 1) {
                    MaintenanceReport report = manager.maintain(ALL);
                    assertTrue(report.finished());
                    report.proposed().forEach((policy, count) -> proposed.merge(policy, count, Integer::sum));
                }
                assertEquals(life.said(session), life.window(manager, session), "the window of the present session");
            }
            assertEquals(0, manager.maintain(ALL).total(), "a run after the last one does nothing");
            assertEquals(before, present(manager, pinned));
            assertWindows(life, manager);
            assertBounds(preset, manager.space(HostLife.BOB));
            assertOwn(preset, life, manager.space(HostLife.BOB));
        } finally {
            manager.close();
        }
        assertActed(preset, proposed);
    }

    private static List<Memory> present(MemoryManager manager, List<MemoryId> ids) {
        MemorySpace bob = manager.space(HostLife.BOB);
        return ids.stream().map(id -> bob.get(id).orElseThrow()).toList();
    }

    private static void assertWindows(HostLife life, MemoryManager manager) {
        for (int session = 0; session < life.sessions(); session += 7) {
            assertEquals(life.said(session), life.window(manager, session), "the window of session " + session);
        }
    }

    private static void assertActed(MemoryPreset preset, Map<String, Integer> proposed) {
        List<LifecyclePolicy> policies = preset.policies(preset.defaultCapacity(), StaticEmbedder.load());
        Set<String> expected = policies.stream()
                .limit(policiesWithOccasion(preset, policies))
                .map(LifecyclePolicy::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, proposed.keySet(), "every policy of the preset has acted");
    }

    private static void assertBounds(MemoryPreset preset, MemorySpace bob) {
        for (Tier tier : Tier.values()) {
            int most = bounds(preset).getOrDefault(tier, ANY_NUMBER);
            int held = all(bob, tier).size();
            assertTrue(held <= most, () -> tier + " holds " + held + ", but at most " + most + " are allowed");
        }
    }

    /** What docs/presets.md says of one preset alone. */
    private static void assertOwn(MemoryPreset preset, HostLife life, MemorySpace bob) {
        switch (preset) {
            case EPI_CACHE -> assertEpisodes(life, bob);
            case H_MEM -> assertRouted(bob);
            case M_PLUS -> assertRecalledOutlives(life, bob);
            default -> {
                // its bounds say it all
            }
        }
    }

    private static void assertEpisodes(HostLife life, MemorySpace bob) {
        long gists = all(bob, Tier.LONG).stream()
                .filter(memory -> Gist.level(memory) > 0)
                .count();
        int blocks = life.sessions() * life.turns() / MemoryPreset.EPI_CACHE.defaultCapacity();
        assertEquals((long) blocks * Episodes.EPISODES, gists, "gists of every whole block");
    }

    /** A question that fits a gist finds the turns below it, though the gist was folded into one of the next level and archived. */
    private static void assertRouted(MemorySpace bob) {
        List<Memory> folded = all(bob, Tier.ARCHIVE).stream()
                .filter(memory -> Gist.level(memory) == 1)
                .toList();
        assertEquals(50, folded.size(), "gists of sessions, all folded into gists of gists");
        Memory first = folded.getFirst();
        Set<MemoryId> below = first.observation().derivedFrom();
        List<Recalled> routed = bob.recall(MemoryQuery.of(first.text()).withLimit(50)).hits().stream()
                .filter(hit -> below.contains(hit.memory().id()))
                .toList();
        assertFalse(routed.isEmpty());
        for (Recalled hit : routed) {
            assertTrue(
                    hit.signals().stream().anyMatch(signal -> signal.name().equals("gist") && signal.raw() > 0),
                    hit::toString);
        }
    }

    /** Of the first session, turns that were recalled are still in the mid tier, and the others have left. */
    private static void assertRecalledOutlives(HostLife life, MemorySpace bob) {
        List<MemoryId> turns = life.turnsOf(0);
        for (int turn = 0; turn < 2 * HostLife.USED; turn++) {
            Tier tier = bob.get(turns.get(turn)).orElseThrow().tier();
            assertEquals(turn < HostLife.USED ? Tier.MID : Tier.ARCHIVE, tier, "turn " + turn);
        }
    }

    private static List<Memory> all(MemorySpace bob, Tier tier) {
        MemoryFilter filter = MemoryFilter.builder().tier(tier).build();
        List<Memory> all = new ArrayList<>();
        @Nullable MemoryId after = null;
        do {
            Page page = bob.list(filter, after, MemoryQuery.MAX_LIMIT);
            all.addAll(page.memories());
            after = page.next();
        } while (after != null);
        return all;
    }
}
