package dev.memcore.testkit.index;

import static dev.memcore.testkit.index.IndexFixture.READER;
import static dev.memcore.testkit.index.IndexFixture.SCOPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.testkit.ManyThreads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link MemoryIndex} as tests. An implementer extends this class and implements {@link #create}. Most
 * tests make each assertion twice: directly after publishing, and when the index has indexed the published versions.
 *
 * <p>Three things are not tested: the behaviour after a failure to index, because this class cannot make an index fail;
 * the state after a crash; and that {@code expunge} leaves no bytes in files, because this class does not know the
 * files.
 */
@Timeout(60)
public abstract class MemoryIndexContract extends IndexSearchContract {
    static final int BATCH = 10;
    private static final int BATCHES = 20;

    /** The contract's tests, for an index that {@link #create} makes. */
    protected MemoryIndexContract() {}

    /** A commit is visible to every read that starts after it was published. */
    @Test
    protected void aPublishedCommitIsVisible() {
        try (IndexFixture store = open()) {
            for (int i = 0; i < 5; i++) {
                Memory memory = store.add("elephant " + i);
                assertEquals(Optional.of(memory), store.index.get(memory.id()));
                assertEquals(i + 1, store.list().size());
                assertEquals(
                        i + 1,
                        store.index
                                .search(READER, MemoryQuery.of("elephant"), store.present())
                                .memories()
                                .size());
                assertEquals(i + 1, store.index.size());
            }
        }
    }

    /** No read sees only a part of a commit. */
    @Test
    protected void commitsAreSeenWhole() throws Exception {
        try (IndexFixture store = open()) {
            AtomicInteger published = new AtomicInteger();
            AtomicInteger parts = new AtomicInteger();
            Thread reader = new Thread(() -> {
                boolean last = false;
                while (!last) {
                    last = published.get() == BATCHES;
                    int size = store.index
                            .list(READER, MemoryFilter.any(), null, 1_000, store.present())
                            .memories()
                            .size();
                    parts.addAndGet(size % BATCH == 0 ? 0 : 1);
                }
            });
            reader.start();
            try {
                for (int i = 0; i < BATCHES; i++) {
                    store.index.awaitCapacity();
                    store.commit(BATCH);
                    published.incrementAndGet();
                }
            } finally {
                published.set(BATCHES);
                reader.join();
            }
            assertEquals(0, parts.get(), "reads that saw a part of a commit");
            assertEquals(BATCH * BATCHES, store.index.size());
        }
    }

    /** If a commit has several versions of one memory, all are kept, and the last one is the present version. */
    @Test
    protected void severalVersionsInOneCommitAreKept() {
        try (IndexFixture store = open()) {
            Memory first = store.upcoming(Observation.of("first"));
            Memory second = first.toBuilder()
                    .version(2)
                    .observation(Observation.of("second"))
                    .build();
            store.publish(List.of(first, second));
            store.check(() -> {
                assertEquals(List.of(first, second), store.index.history(first.id()));
                assertEquals(Optional.of(second), store.index.get(first.id()));
                assertEquals(1, store.index.size());
            });
        }
    }

    /** A commit without versions counts as published. */
    @Test
    protected void anEmptyCommitIsPublished() {
        try (IndexFixture store = open()) {
            store.publish(List.of());
            Memory memory = store.add("after");
            store.settle();
            assertTrue(store.index.indexedSequence() >= 2);
            assertEquals(List.of(memory), store.list());
        }
    }

    /** The index reports which commits are indexed. */
    @Test
    protected void indexedCommitsAreReported() {
        try (IndexFixture store = open()) {
            for (int i = 0; i < 5; i++) {
                store.add("memory " + i);
                store.index.awaitIndexed(store.sequence());
                assertTrue(store.index.indexedSequence() >= store.sequence());
                assertTrue(store.index.durableSequence() <= store.sequence());
            }
        }
    }

    /** After {@code awaitEmbedded}, every version has all vectors that it can have. */
    @Test
    protected void embeddingComesToAnEnd() {
        try (IndexFixture store = open()) {
            store.revise(store.add("first"), "second");
            store.add("other");
            store.index.awaitEmbedded();
            EmbeddingProgress progress = store.index.embedding();
            assertEquals(progress.versions(), progress.embedded());
        }
    }

    /** Of an erased memory, only the tombstone remains: no older version, no idempotency key and no reference. */
    @Test
    protected void anErasureReplacesAllVersions() {
        try (IndexFixture store = open()) {
            Memory target = store.add("target");
            Memory memory = store.add(Observation.builder("elephant")
                    .idempotencyKey("k")
                    .derivedFrom(target.id())
                    .build());
            ReadTime before = ReadTime.asOf(memory.recordedAt());
            store.settle();
            Memory mark = store.erase(store.revise(memory, "elephant again"));
            store.check(() -> {
                assertEquals(List.of(mark), store.index.history(memory.id()));
                assertEquals(Optional.of(mark), store.index.get(memory.id()));
                assertEquals(Optional.empty(), store.index.get(memory.id(), before));
                assertEquals(List.of(), store.index.referring(null, target.id(), 100, store.present()));
                assertEquals(
                        List.of(),
                        store.index.search(READER, MemoryQuery.of("elephant"), before).memories().stream()
                                .filter(found -> found.id().equals(memory.id()))
                                .toList());
            });
        }
    }

    /** Dropped versions are not found. A memory whose present version was dropped is not known any more. */
    @Test
    protected void droppedVersionsAreGone() {
        try (IndexFixture store = open()) {
            Memory first = store.add("first");
            Memory second = store.revise(first, "second");
            Memory third = store.revise(second, "third");
            Memory gone = store.become(
                    store.add(Observation.builder("gone").idempotencyKey("k").build()), Status.FORGOTTEN);
            store.settle();
            store.index.dropHistory(Map.of(first.id(), 2, gone.id(), 3));
            assertEquals(List.of(second, third), store.index.history(first.id()));
            assertEquals(Optional.empty(), store.index.get(first.id(), ReadTime.asOf(first.recordedAt())));
            assertEquals(List.of(), store.index.history(gone.id()));
            assertEquals(Optional.empty(), store.index.get(gone.id()));
            assertEquals(Optional.empty(), store.index.byIdempotencyKey(SCOPE, "k"));
            assertEquals(List.of(third), store.index.scan(null, null, 100));
            assertEquals(1, store.index.size());
        }
    }

    /** {@code expunge} removes only dropped and erased versions, and can be repeated. */
    @Test
    protected void expungingKeepsEverythingElse() {
        try (IndexFixture store = open()) {
            Memory kept = store.add("elephant kept");
            Memory mark = store.erase(store.add("elephant erased"));
            for (int i = 0; i < 2; i++) {
                store.index.expunge();
                assertEquals(List.of(kept), store.list());
                assertEquals(List.of(mark), store.index.history(mark.id()));
                assertEquals(
                        List.of(kept),
                        store.index
                                .search(READER, MemoryQuery.of("elephant"), store.present())
                                .memories());
            }
        }
    }

    /** The size counts memories, not versions, whatever their status. */
    @Test
    protected void theSizeCountsMemories() {
        try (IndexFixture store = open()) {
            store.revise(store.add("one"), "two");
            store.become(store.add("gone"), Status.FORGOTTEN);
            store.check(() -> assertEquals(2, store.index.size()));
            assertTrue(store.index.bytes() >= 0);
        }
    }

    /** The check of an intact index has no findings. */
    @Test
    protected void aSoundIndexPassesItsCheck() {
        try (IndexFixture store = open()) {
            store.commit(BATCH);
            store.settle();
            CheckReport report = store.index.check();
            assertEquals(List.of(), report.findings());
        }
    }

    /** Any number of threads may read at the same time. Each gets the same results as in a call alone. */
    @Test
    protected void readersDoNotDisturbEachOther() throws Exception {
        try (IndexFixture store = open()) {
            store.commit(BATCH);
            store.settle();
            store.commit(BATCH);
            List<MemoryId> alone = IndexFixture.ids(store.list());
            ManyThreads.call(() -> IndexFixture.ids(store.list())).forEach(ids -> assertEquals(alone, ids));
        }
    }

    /** A second {@code close} does nothing. */
    @Test
    protected void closingIsIdempotent() {
        MemoryIndex index = create();
        index.publish(1, List.of());
        index.close();
        index.close();
    }
}
