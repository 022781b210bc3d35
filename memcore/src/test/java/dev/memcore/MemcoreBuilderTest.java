package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Durability;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.report.Signal;
import dev.memcore.consolidation.Policies;
import dev.memcore.contract.StoreTest;
import dev.memcore.fault.FaultyLog;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Preset;
import dev.memcore.testkit.ManualClock;
import dev.memcore.testkit.index.LinearIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemcoreBuilderTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @Test
    @SuppressWarnings("NullAway")
    void allFaultsAreReportedTogether(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a store");
        String failure = StoreTest.assertFails(
                ErrorCode.INVALID_ARGUMENT,
                () -> Memcore.builder()
                        .directory(file)
                        .clock(null)
                        .limits(null)
                        .log(null)
                        .windowMessages(0)
                        .tailCapacity(-1)
                        .reranker((question, candidates) -> new double[0], 0)
                        .random(new Random(1))
                        .idSource(new SameId())
                        .build());
        for (String fault : List.of(
                "8 faults",
                file + " is a file",
                "clock must not be null",
                "limits must not be null",
                "log must not be null",
                "windowMessages must lie in [1, 100000], but is 0",
                "tailCapacity must lie in [1, 1000000], but is -1",
                "the depth of the reranker must lie in [1, 1000], but is 0",
                "random would have no effect beside idSource")) {
            assertTrue(failure.contains(fault), failure);
        }
    }

    @Test
    void whatWouldHaveNoEffectIsAFaultRatherThanIgnored(@TempDir Path directory) {
        assertFault("viewBuilder", withFakes().viewBuilder(new ContextViews()));
        assertFault("withoutEmbedder()", withFakes().withoutEmbedder());
        assertFault("tailCapacity", withFakes().tailCapacity(1));
        assertFault("reranker", withFakes().reranker((question, candidates) -> new double[candidates.size()]));
        assertFault("durability", withFakes().durability(Durability.BUFFERED));
        assertFault("directory", withFakes().directory(directory));
    }

    private static void assertFault(String what, MemcoreBuilder builder) {
        String failure = StoreTest.assertFails(ErrorCode.INVALID_ARGUMENT, builder::build);
        assertTrue(failure.contains(what + " would have no effect"), failure);
    }

    @Test
    void theHostsRerankerHasTheLastWord() {
        try (MemoryManager manager = Memcore.builder()
                .reranker((question, candidates) -> candidates.stream()
                        .mapToDouble(hit -> hit.memory().text().contains("tea") ? 1 : 0)
                        .toArray())
                .build()) {
            MemorySpace space = manager.space(BOB);
            space.remember("Bob drinks coffee at breakfast");
            space.remember("Bob drinks tea at night");
            RecallResult result = space.recall("What does Bob drink at breakfast?");
            assertEquals("Bob drinks tea at night", result.memories().getFirst().text());
            assertTrue(
                    result.stages().stream()
                            .anyMatch(stage -> stage.name().equals("rerank") && stage.candidates() == 2),
                    "both have moved");
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void aPresetThatIsNotThereIsAFaultLikeOthers() {
        for (MemcoreBuilder builder : List.of(
                Memcore.builder().preset(null),
                Memcore.builder().preset(null, 7),
                Memcore.builder().preset(new ShortTier(true)).preset(null))) {
            String failure = StoreTest.assertFails(ErrorCode.INVALID_ARGUMENT, builder::build);
            assertTrue(failure.contains("preset must not be null"), failure);
        }
        Memcore.builder().preset(null).preset(new ShortTier(false)).build().close();
    }

    /** A preset that bounds the short tier, and ranks by relevance alone or as by default. */
    private record ShortTier(boolean ranks) implements Preset {
        @Override
        public String label() {
            return "shortTier";
        }

        @Override
        public int defaultCapacity() {
            return 3;
        }

        @Override
        public List<LifecyclePolicy> policies(int capacity, Embedder embedder) {
            return List.of(Policies.limitShortTier(capacity));
        }

        @Override
        public Optional<Fuser> fuser() {
            return ranks ? Optional.of(new MinMaxWeightedSum(Map.of("bm25.content", 1.0))) : Optional.empty();
        }
    }

    /** How many of five messages maintenance moves, and which signals rank. */
    private static Map<Integer, Set<String>> moved(MemcoreBuilder builder) {
        try (MemoryManager manager = builder.build()) {
            MemorySpace bob = manager.space(BOB);
            for (int i = 0; i < 5; i++) {
                bob.session("s").add(Role.USER, "tea number " + i);
            }
            Set<String> signals = bob.recall("tea").hits().getFirst().signals().stream()
                    .map(Signal::name)
                    .collect(Collectors.toSet());
            return Map.of(manager.maintain(Budget.ofDefaults()).total(), signals);
        }
    }

    @Test
    void aPresetBringsItsPoliciesAndItsRankingAndReplacesThoseBefore() {
        ShortTier ranking = new ShortTier(true);
        Set<String> own = Set.of("bm25.content");
        assertEquals(Map.of(2, own), moved(Memcore.builder().preset(ranking)), "its own capacity is 3");
        assertEquals(Map.of(4, own), moved(Memcore.builder().preset(ranking, 1)));
        Map<Integer, Set<String>> later =
                moved(Memcore.builder().preset(ranking, 1).preset(new ShortTier(false)));
        assertEquals(Set.of(2), later.keySet());
        assertFalse(later.containsValue(own), "a preset without a ranking leaves the default");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aFaultThatWasMendedIsNoFault() {
        withFakes().limits(null).limits(Limits.ofDefaults()).build().close();
    }

    @Test
    void theHostsPartsAreUsedAndStayOpen() {
        FaultyLog log = new FaultyLog();
        LinearIndex index = new LinearIndex();
        ManualClock clock = new ManualClock(StoreTest.START);
        try (MemoryManager manager = Memcore.builder()
                .log(log)
                .index(index)
                .clock(clock)
                .idSource(new SameId())
                .limits(new Limits(3, 10, 1, 1, 1))
                .build()) {
            Memory kept = manager.space(BOB).remember("one");
            assertEquals(new MemoryId(5, 5), kept.id());
            assertEquals(StoreTest.START, kept.recordedAt());
            StoreTest.assertFails(
                    ErrorCode.LIMIT_EXCEEDED, () -> manager.space(BOB).remember("three"));
            StoreTest.assertFails(ErrorCode.CONFLICT, () -> manager.space(BOB).remember("two"));
        }
        assertEquals(1, log.lastSequence());
        assertEquals(1, index.size());
        assertFalse(log.isClosed());
    }

    private static MemcoreBuilder withFakes() {
        return Memcore.builder().log(new FaultyLog()).index(new LinearIndex());
    }

    private static final class SameId implements IdSource {
        @Override
        public MemoryId next(Instant now) {
            return new MemoryId(5, 5);
        }

        @Override
        public void startAfter(MemoryId greatest) {
            throw new AssertionError("the store is empty");
        }
    }
}
