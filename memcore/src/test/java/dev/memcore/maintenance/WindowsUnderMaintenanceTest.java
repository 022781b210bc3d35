package dev.memcore.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.summary.Gists;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.consolidation.summary.Summarizers;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No policy that merges, folds or archives takes a message out of the window of its session. */
final class WindowsUnderMaintenanceTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final int PLENTY = 1_000_000;

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
        SAID.keySet()
                .forEach(session -> windows.put(
                        session,
                        bob.session(session).window(PLENTY).stream()
                                .map(Memory::text)
                                .toList()));
        return windows;
    }

    static Stream<Arguments> policies() {
        Embedder embedder = StaticEmbedder.load();
        Summarizer folder = Summarizers.rareWords(TokenCounter.approximate());
        return Stream.of(
                        List.of(Policies.mergeNearDuplicates()),
                        List.of(Policies.mergeAdjacent(embedder, Tier.SHORT, 1)),
                        List.of(Policies.clusterByKMeans(embedder, Tier.SHORT, 1)),
                        List.of(Policies.fifo(Tier.SHORT, 1), Gists.ofArchived()),
                        List.of(Policies.limitShortTierPerSession(1), Gists.ofSessions(folder)),
                        List.of(Policies.limitShortTier(1), Gists.ofSessions(folder)),
                        Gists.windowPerSessionPlusGist(1, folder),
                        Stream.concat(
                                        Gists.windowInTierPlusGist(0, folder).stream(),
                                        Gists.hierarchy(2, 2, folder).stream())
                                .toList(),
                        List.of(Policies.linkSimilar(embedder, 0.1)))
                .map(all ->
                        Arguments.of(all.stream().map(LifecyclePolicy::name).collect(Collectors.joining(" + ")), all));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policies")
    void aWindowIsTheSameBeforeAndAfter(String name, List<LifecyclePolicy> policies) {
        try (MemoryManager manager = Memcore.builder().policies(policies).build()) {
            MemorySpace bob = manager.space(BOB);
            converse(bob);
            MaintenanceReport report = manager.maintain(Budget.ofDefaults());
            boolean leavesMessages =
                    policies.stream().anyMatch(policy -> policy.name().equals("near-duplicate merge"));
            assertEquals(leavesMessages, report.total() == 0, report::toString);
            assertEquals(SAID, windows(bob));
        }
    }

    @Test
    void theReplyIsFoundInEachSession() {
        try (MemoryManager manager = Memcore.builder()
                .policies(List.of(Policies.mergeNearDuplicates()))
                .build()) {
            MemorySpace bob = manager.space(BOB);
            converse(bob);
            bob.remember("The spare key hangs behind the boiler.");
            Observation again = Observation.of("The spare key hangs behind the boiler");
            Memory latest = bob.remember(again);
            assertEquals(1, manager.maintain(Budget.ofDefaults()).total(), "notes are merged as before");
            assertTrue(bob.get(latest.id()).isPresent());
            for (String session : SAID.keySet()) {
                SessionMemory one = bob.session(session);
                assertEquals(
                        "Yes please, do that now.",
                        one.recall("Yes please, do that now")
                                .memories()
                                .getFirst()
                                .text());
            }
        }
    }
}
