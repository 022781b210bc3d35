package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.testkit.index.LinearIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * The index and the reference are given the same random commits, and must answer alike: while versions wait, when they are
 * indexed, after the index was opened again, was lost, or lost its last commit.
 */
class ReferenceIndexTest {
    private static final int STEPS = 40;
    private static final List<Principal> READERS = List.of(
            Principal.of(Scope.of("acme", "alice")),
            new Principal(new Scope("acme", "alice", "cook"), Set.of("medical", "legal")),
            new Principal(Scope.of("acme", "bob"), Set.of("medical")),
            Principal.of(Scope.of("nobody")));

    @Property(tries = 12)
    void answersAsTheReferenceDoes(@ForAll long seed) throws IOException {
        try (Pair pair = new Pair(new Random(seed))) {
            for (int step = 0; step < STEPS; step++) {
                pair.step();
            }
            pair.compare();
            pair.settle();
            pair.compare();
        }
    }

    /** The index under test and the reference. */
    private static final class Pair implements AutoCloseable {
        private final List<List<Memory>> commits = new ArrayList<>();
        private final Map<MemoryId, Integer> dropped = new HashMap<>();
        private final LinearIndex expected = new LinearIndex();
        private final Random random;
        private final RandomStore store;
        private final Path root = Files.createTempDirectory("reference");
        private Path directory = root.resolve("first");
        private LuceneMemoryIndex index = LuceneMemoryIndex.open(IndexConfig.ofDefaults(directory, null));

        Pair(Random random) throws IOException {
            this.random = random;
            this.store = new RandomStore(random);
        }

        void step() throws IOException {
            switch (random.nextInt(24)) {
                case 0 -> reopen();
                case 1 -> lose();
                case 2 -> loseLastCommit(random.nextInt(commits.size() + 1));
                case 3 -> drop();
                case 4 -> index.expunge();
                case 5, 6, 7 -> settle();
                default -> commit(store.commit());
            }
            if (random.nextInt(4) == 0) {
                compare();
            }
        }

        void settle() {
            index.awaitIndexed(commits.size());
        }

        @Override
        public void close() throws IOException {
            index.close();
            delete(root);
        }

        private static void delete(Path directory) throws IOException {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        private void commit(List<Memory> versions) {
            commits.add(versions);
            index.publish(commits.size(), versions);
            expected.publish(commits.size(), versions);
        }

        private void drop() {
            Map<MemoryId, Integer> firstKept = new HashMap<>();
            for (MemoryId id : store.ids()) {
                if (random.nextInt(3) == 0) {
                    int present = expected.get(id).orElseThrow().version();
                    firstKept.put(id, Math.min(present, 1 + random.nextInt(4)));
                }
            }
            firstKept.forEach((id, first) -> dropped.merge(id, first, Math::max));
            index.dropHistory(firstKept);
            expected.dropHistory(firstKept);
        }

        private void reopen() {
            index.close();
            open(commits.size());
        }

        private void lose() throws IOException {
            index.close();
            directory = Files.createTempDirectory(root, "index");
            open(0);
        }

        /** The present stands at an older commit than the history, as a crash between their commits leaves them. */
        private void loseLastCommit(int durable) throws IOException {
            index.close();
            Path older = Files.createTempDirectory(root, "older");
            try (LuceneMemoryIndex past = LuceneMemoryIndex.open(IndexConfig.ofDefaults(older, null))) {
                for (int sequence = 1; sequence <= durable; sequence++) {
                    past.publish(sequence, commits.get(sequence - 1));
                }
            }
            if (durable > 0) {
                delete(older.resolve("history"));
                Files.move(directory.resolve("history"), older.resolve("history"));
            }
            directory = older;
            open(durable);
        }

        private void open(long durable) {
            index = LuceneMemoryIndex.open(IndexConfig.ofDefaults(directory, null));
            assertEquals(durable, index.durableSequence());
            for (long sequence = durable + 1; sequence <= commits.size(); sequence++) {
                index.publish(sequence, commits.get((int) sequence - 1));
            }
            if (durable < commits.size()) {
                // The log would have purged these.
                index.dropHistory(dropped);
            }
        }

        void compare() {
            Instant past =
                    Instant.ofEpochMilli(998 + random.nextLong(4 + store.now().toEpochMilli() - 1_000));
            List<ReadTime> times = List.of(
                    ReadTime.present(store.now().plusMillis(random.nextInt(5))),
                    ReadTime.asOf(past),
                    ReadTime.asOf(past.plusNanos(500_000)));
            assertEquals(expected.size(), index.size());
            assertEquals(expected.greatestId(), index.greatestId());
            assertEquals(new HashSet<>(expected.scopes()), new HashSet<>(index.scopes()));
            for (MemoryId id : store.ids()) {
                compareVersions(id, times);
            }
            for (Scope scope : RandomStore.SCOPES) {
                assertEquals(expected.latest(scope, "s0", 3, store.now()), index.latest(scope, "s0", 3, store.now()));
                assertEquals(scanned(expected, scope), scanned(index, scope));
                compareMaintained(scope, store.now());
            }
            assertEquals(scanned(expected, null), scanned(index, null));
            compareFacts(null, times);
            for (Principal reader : READERS) {
                compareFacts(reader, times);
                for (ReadTime time : times) {
                    compareSearch(reader, filter(store.now()), time);
                }
            }
        }

        private void compareFacts(@Nullable Principal reader, List<ReadTime> times) {
            for (String key : RandomStore.FACT_KEYS) {
                for (ReadTime time : times) {
                    assertEquals(
                            expected.facts(reader, new FactKey(key), time),
                            index.facts(reader, new FactKey(key), time));
                }
            }
        }

        private void compareVersions(MemoryId id, List<ReadTime> times) {
            assertEquals(expected.get(id), index.get(id));
            assertEquals(expected.history(id), index.history(id));
            for (Scope scope : RandomStore.SCOPES) {
                assertEquals(
                        expected.byIdempotencyKey(scope, RandomStore.key(id)),
                        index.byIdempotencyKey(scope, RandomStore.key(id)));
            }
            for (ReadTime time : times) {
                assertEquals(expected.get(id, time), index.get(id, time), () -> time.toString());
                assertEquals(expected.referring(null, id, 3, time), index.referring(null, id, 3, time));
                for (Principal reader : READERS) {
                    assertEquals(expected.referring(reader, id, 100, time), index.referring(reader, id, 100, time));
                }
            }
        }

        private static List<Memory> scanned(MemoryIndex index, @Nullable Scope scope) {
            List<Memory> all = new ArrayList<>();
            List<Memory> page;
            do {
                page = index.scan(scope, all.isEmpty() ? null : all.getLast().id(), 7);
                all.addAll(page);
            } while (!page.isEmpty());
            return all;
        }

        private void compareMaintained(Scope scope, Instant now) {
            for (Set<Tier> tiers :
                    List.of(Set.of(Tier.values()), Set.of(Tier.SHORT), Set.of(Tier.LONG, Tier.ARCHIVE))) {
                List<Memory> maintained = maintained(expected, scope, tiers, now);
                assertEquals(maintained, maintained(index, scope, tiers, now));
                assertEquals(maintained.size(), index.countInForce(scope, tiers, now));
                assertEquals(maintained.size(), expected.countInForce(scope, tiers, now));
            }
        }

        private static List<Memory> maintained(MemoryIndex index, Scope scope, Set<Tier> tiers, Instant now) {
            List<Memory> all = new ArrayList<>();
            List<Memory> page;
            do {
                page = index.inForce(
                        scope, tiers, now, all.isEmpty() ? null : all.getLast().id(), 7);
                all.addAll(page);
            } while (!page.isEmpty());
            return all;
        }

        private void compareSearch(Principal reader, MemoryFilter filter, ReadTime time) {
            List<Memory> listed = listed(expected, reader, filter, time);
            assertEquals(listed, listed(index, reader, filter, time), () -> time + " " + filter);
            MemoryQuery query = MemoryQuery.of("memory").withLimit(1_000).withFilter(filter);
            List<Memory> found = index.search(reader, query, time).memories();
            assertEquals(
                    expected.search(reader, query, time).memories().stream()
                            .filter(memory -> !memory.text().isBlank())
                            .collect(Collectors.toSet()),
                    found.stream().filter(memory -> !memory.text().isBlank()).collect(Collectors.toSet()),
                    () -> time + " " + filter);
            assertTrue(found.stream()
                    .allMatch(memory -> !memory.text().isBlank()
                            || !memory.observation().searchKeys().isEmpty()));
        }

        private static List<Memory> listed(MemoryIndex index, Principal reader, MemoryFilter filter, ReadTime time) {
            List<Memory> all = new ArrayList<>();
            MemoryId after = null;
            do {
                Page page = index.list(reader, filter, after, 5, time);
                all.addAll(page.memories());
                after = page.next();
            } while (after != null);
            return all;
        }

        private Map<String, AttributeValue> attributes() {
            return switch (random.nextInt(6)) {
                case 0, 1 -> Map.of("colour", new AttributeValue.Text("red"));
                case 2 -> Map.of(Observation.KEY, new AttributeValue.Text("home TOWN"));
                default -> Map.of();
            };
        }

        private Set<MemoryId> anyIds() {
            return expected.scan(null, null, 1_000).stream()
                    .map(Memory::id)
                    .filter(id -> random.nextInt(3) == 0)
                    .collect(Collectors.toSet());
        }

        private MemoryFilter filter(Instant now) {
            Instant from = now.minusMillis(random.nextInt(20));
            Instant validAt = random.nextInt(3) == 0 ? now.plusMillis(random.nextInt(20) - 10) : null;
            MemoryFilter.Builder filter = MemoryFilter.builder()
                    .eventFrom(random.nextInt(4) == 0 ? from : null)
                    .eventTo(random.nextInt(4) == 0 ? from.plusMillis(1 + random.nextInt(9)) : null)
                    .validAt(validAt);
            attributes().forEach(filter::attribute);
            if (random.nextInt(3) == 0) {
                filter.kind(RandomStore.KINDS.get(random.nextInt(5)));
            }
            if (random.nextInt(3) == 0) {
                filter.tier(random.nextBoolean() ? Tier.LONG : Tier.ARCHIVE);
            }
            if (random.nextInt(3) == 0) {
                filter.session("s0");
            }
            if (validAt == null && random.nextInt(4) == 0) {
                filter.whenever();
            }
            if (random.nextInt(4) == 0) {
                filter.excluding(anyIds());
            }
            return random.nextBoolean() ? filter.build().everywhere() : filter.build();
        }
    }
}
