package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.View;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ProjectionBacklogTest {
    private static final int LEFT = 2;

    private final Recorded views = new Recorded();
    private final MemtableLookup backlog = new MemtableLookup(new Projector(
            views, MinMaxWeightedSum.ofDefaults(), new Models(null, null, IndexConfig.NO_GRAPH), new TermAnalysis()));

    /** The default views, which record the memories that they are made of. Those of {@code refused} fail. */
    private static final class Recorded implements ViewBuilder {
        private final ViewBuilder views = new ContextViews();
        private final List<Long> projected = new ArrayList<>();
        private long refused = -1;

        @Override
        public String id() {
            return "recorded";
        }

        @Override
        public List<ViewSpec> specs() {
            return views.specs();
        }

        @Override
        public List<View> views(Memory memory, Neighbours neighbours) {
            long number = memory.id().leastSignificant();
            if (number == refused) {
                throw new IllegalStateException("refused");
            }
            projected.add(number);
            return views.views(memory, neighbours);
        }
    }

    @Test
    void theOldestAreProjectedUntilFewAreLeft() {
        entries(0, LEFT + 3).forEach(backlog::note);
        backlog.projectBacklog();
        assertEquals(List.of(0L, 1L, 2L), views.projected);
        backlog.projectBacklog();
        assertEquals(3, views.projected.size());
    }

    @Test
    void aWriterProjectsAtMostFour() {
        entries(0, LEFT + 9).forEach(backlog::note);
        backlog.projectBacklog();
        assertEquals(List.of(0L, 1L, 2L, 3L), views.projected);
    }

    @Test
    void indexedVersionsAreForgotten() {
        List<Memtable.Entry> entries = entries(0, LEFT + 3);
        entries.forEach(backlog::note);
        entries.subList(0, 3).forEach(backlog::forget);
        backlog.projectBacklog();
        assertEquals(List.of(), views.projected);
        entries(LEFT + 3, 1).forEach(backlog::note);
        backlog.projectBacklog();
        assertEquals(List.of(3L), views.projected);
    }

    @Test
    void aFailureOfTheViewsIsLeftToTheIndexer() {
        views.refused = 1;
        entries(0, LEFT + 3).forEach(backlog::note);
        backlog.projectBacklog();
        assertEquals(List.of(0L, 2L), views.projected);
    }

    private static List<Memtable.Entry> entries(long from, int count) {
        return LongStream.range(from, from + count)
                .mapToObj(number -> new Memtable.Entry(number, memory(number), null))
                .toList();
    }

    private static Memory memory(long number) {
        return Memory.builder(new MemoryId(0, number), Scope.of("tenant", "ann"), Observation.of("note " + number))
                .sequence(number)
                .recordedAt(Instant.EPOCH)
                .build();
    }
}
