package dev.memcore.retrieval.storage;

import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.storage.Projector.Subject;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Neighbours;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A version is projected once: by a reader or by the indexer; a new neighbour changes only what depends on it. */
final class ProjectionReuseTest {
    private final Recording embedder = new Recording();
    private final VectorSpace space = VectorSpace.of(embedder);
    private final Projector projector =
            new Projector(new ContextViews(), MinMaxWeightedSum.ofDefaults(), new OneSpace(space), new TermAnalysis());

    private record OneSpace(VectorSpace target) implements Projector.Spaces {
        @Override
        public List<VectorSpace> written() {
            return List.of(target);
        }

        @Override
        public boolean graphs() {
            return false;
        }
    }

    /** The bundled embedder, which records the texts that it embeds. */
    private static final class Recording implements Embedder {
        private final StaticEmbedder bundled = StaticEmbedder.load();
        private final List<String> embedded = new ArrayList<>();

        @Override
        public String modelId() {
            return bundled.modelId();
        }

        @Override
        public int dimensions() {
            return bundled.dimensions();
        }

        @Override
        public boolean quick() {
            return true;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            embedded.addAll(texts);
            return bundled.embed(texts, purpose);
        }
    }

    @Test
    void theIndexerTakesTheProjectionOfAReader() {
        Memtable.Entry entry = entry(1, "The router is in the cupboard.");
        Projection ofReader = entry.projection(Neighbours.NONE, projector);
        Projection ofIndexer = projector
                .projectAll(List.of(new Subject(entry.memory(), Neighbours.NONE, entry)))
                .getFirst();
        assertSame(ofReader, ofIndexer);
        assertEquals(List.of("The router is in the cupboard."), embedder.embedded);
    }

    /** Otherwise the projections of a whole batch would be kept until it is published. */
    @Test
    void theIndexerKeepsNoProjection() {
        Memtable.Entry entry = entry(1, "The router is in the cupboard.");
        projector.projectAll(List.of(new Subject(entry.memory(), Neighbours.NONE, entry)));
        assertNull(entry.projection());
    }

    @Test
    void aNewNeighbourChangesOnlyTheViewsThatContainIt() {
        Memtable.Entry entry = entry(1, "The router is in the cupboard.");
        Projection alone = entry.projection(Neighbours.NONE, projector);
        Neighbours next = new Neighbours(null, memory(2, "And the drill?"));
        Projection followed = entry.projection(next, projector);
        assertNotSame(alone, followed);
        assertSame(alone.terms().get(ContextViews.CONTENT), followed.terms().get(ContextViews.CONTENT));
        assertSame(alone.terms().get(ContextViews.NGRAMS), followed.terms().get(ContextViews.NGRAMS));
        assertNotEquals(
                alone.terms().get(ContextViews.CONTEXT), followed.terms().get(ContextViews.CONTEXT));
        assertSame(alone.vector(space, ContextViews.CONTENT), followed.vector(space, ContextViews.CONTENT));
        assertEquals(List.of("The router is in the cupboard."), embedder.embedded);
    }

    @Test
    void whatIsTakenEqualsWhatIsComputed() {
        Memory before = memory(1, "Did you see Ann?");
        Memory after = memory(3, "Good.");
        Memtable.Entry entry = entry(2, "I met Ann in Bergen.");
        entry.projection(Neighbours.NONE, projector);
        Neighbours both = new Neighbours(before, after);
        Projection taken = entry.projection(both, projector);
        Projection computed = entry(2, "I met Ann in Bergen.").projection(both, projector);
        assertEquals(computed.features(), taken.features());
        assertEquals(computed.terms(), taken.terms());
        assertEquals(before.id(), taken.features().previous());
    }

    private static Memtable.Entry entry(int number, String text) {
        return new Memtable.Entry(number, memory(number, text), null);
    }

    private static Memory memory(int number, String text) {
        Observation observation = Observation.builder(text).session("s").build();
        return Memory.builder(new MemoryId(0, number), Scope.of("tenant", "ann"), observation)
                .sequence(number)
                .recordedAt(NOW)
                .build();
    }
}
