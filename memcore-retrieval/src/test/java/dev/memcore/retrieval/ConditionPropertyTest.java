package dev.memcore.retrieval;

import static dev.memcore.retrieval.RandomConditions.NAMES;
import static dev.memcore.retrieval.RandomConditions.SESSIONS;
import static dev.memcore.retrieval.RandomConditions.SOURCES;
import static dev.memcore.retrieval.RandomConditions.START;
import static dev.memcore.retrieval.RandomConditions.VALUES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.index.MemorySearch;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.testkit.index.LinearIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The index and the reference choose the same memories by random trees of conditions: while the memories wait in the tail, when half
 * of them are indexed, and when all are; in the present and in the past; listed and recalled.
 */
class ConditionPropertyTest {
    private static final Scope SCOPE = Scope.of("acme", "bob");
    private static final Principal READER = Principal.of(SCOPE);
    private static final int COMMITS = 40;
    private static final int CONDITIONS = 50;

    @Property(tries = 5)
    void choosesAsTheReferenceDoes(@ForAll long seed) {
        Random random = new Random(seed);
        LinearIndex expected = new LinearIndex();
        try (LuceneMemoryIndex index = LuceneMemoryIndex.open(IndexConfig.ofDefaults(null, null))) {
            Commits commits = new Commits(random);
            for (int sequence = 1; sequence <= COMMITS; sequence++) {
                List<Memory> versions = commits.next(sequence);
                index.publish(sequence, versions);
                expected.publish(sequence, versions);
                if (sequence == COMMITS / 2) {
                    compare(random, expected, index, commits.now);
                    index.awaitIndexed(sequence);
                }
            }
            compare(random, expected, index, commits.now);
            index.awaitIndexed(COMMITS);
            compare(random, expected, index, commits.now);
        }
    }

    private static void compare(Random random, LinearIndex expected, LuceneMemoryIndex index, Instant now) {
        RandomConditions listed = new RandomConditions(random, true);
        RandomConditions recalled = new RandomConditions(random, false);
        for (int i = 0; i < CONDITIONS; i++) {
            Instant past = START.plusMillis(random.nextInt(20));
            ReadTime time = random.nextInt(4) == 0 ? ReadTime.asOf(past) : ReadTime.present(now);
            MemoryFilter filter =
                    MemoryFilter.builder().where(listed.tree(3)).whenever().build();
            assertEquals(list(expected, filter, time), list(index, filter, time), () -> time + " " + filter);
            MemoryFilter asked = MemoryFilter.builder()
                    .where(recalled.tree(2))
                    .where(recalled.tree(1))
                    .whenever()
                    .build();
            MemoryQuery query =
                    MemoryQuery.builder("memory").limit(1_000).filter(asked).build();
            assertEquals(
                    new HashSet<>(expected.search(READER, query, time).memories()),
                    new HashSet<>(index.search(READER, query, time).memories()),
                    () -> time + " " + asked);
        }
    }

    private static List<Memory> list(MemorySearch index, MemoryFilter filter, ReadTime time) {
        List<Memory> found = index.list(READER, filter, null, 1_000, time).memories();
        Condition condition = filter.condition();
        assertTrue(found.stream().allMatch(memory -> condition == null || condition.accepts(memory)));
        return found;
    }

    /** Commits of one version each: mostly new memories, sometimes the next version of an older one. */
    private static final class Commits {
        private final Random random;
        private final List<Memory> present = new ArrayList<>();
        private Instant now = START;

        Commits(Random random) {
            this.random = random;
        }

        List<Memory> next(long sequence) {
            now = now.plusMillis(random.nextInt(2));
            if (present.isEmpty() || random.nextInt(3) > 0) {
                present.add(version(new MemoryId(7, sequence), 1, sequence, now, Status.ACTIVE));
                return List.of(present.getLast());
            }
            int at = random.nextInt(present.size());
            Memory before = present.get(at);
            Status status = pick(List.of(Status.ACTIVE, Status.SUPERSEDED, Status.SUPERSEDED, Status.FORGOTTEN));
            present.set(at, version(before.id(), before.version() + 1, sequence, before.createdAt(), status));
            return List.of(present.get(at));
        }

        private Memory version(MemoryId id, int version, long sequence, Instant createdAt, Status status) {
            return Memory.builder(id, SCOPE, observation())
                    .version(version)
                    .sequence(sequence)
                    .createdAt(createdAt)
                    .recordedAt(now)
                    .status(status)
                    .build();
        }

        private Observation observation() {
            Observation.Builder builder = Observation.builder("memory of word" + random.nextInt(9))
                    .kind(random.nextBoolean() ? Kind.NOTE : Kind.FACT)
                    .role(random.nextBoolean() ? pick(List.of(Role.values())) : null)
                    .source(random.nextBoolean() ? pick(SOURCES) : null)
                    .session(random.nextBoolean() ? pick(SESSIONS) : null)
                    .expiresAt(random.nextInt(8) == 0 ? now.plusMillis(random.nextInt(10)) : null);
            for (int i = random.nextInt(4); i > 0; i--) {
                builder.attribute(pick(NAMES), pick(VALUES));
            }
            if (random.nextBoolean()) {
                Instant start = START.plusMillis(random.nextInt(20));
                builder.eventTime(new EventTime(start, start.plusMillis(1 + random.nextInt(5))));
            }
            return builder.build();
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
