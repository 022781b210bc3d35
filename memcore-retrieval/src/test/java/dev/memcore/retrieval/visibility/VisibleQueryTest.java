package dev.memcore.retrieval.visibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.spi.Neighbours;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

final class VisibleQueryTest {
    private static final Projection NOTHING =
            new Projection(Neighbours.NONE, List.of(), CandidateFeatures.NONE, Map.of(), Map.of(), null, List.of());

    /** Lucene makes the context of a segment when it is first asked; two threads that meet there get one each. */
    @Test
    void aSegmentIsKnownInWhateverContextItIsSearched() throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(MemoryDocument.of(memory(), NOTHING, List.of()));
            try (DirectoryReader reader = DirectoryReader.open(writer);
                    MultiReader around = new MultiReader(reader)) {
                reader.incRef(); // both close it
                VisibleQuery query = new VisibleQuery(new VisibleDocsCache().of(reader, VisibilityKey.ofAny(null)));
                assertEquals(1, new IndexSearcher(around).count(query));
            }
        }
    }

    @Test
    void aSegmentThatNobodyHasLookedAtIsAnErrorRatherThanEmpty() throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(MemoryDocument.of(memory(), NOTHING, List.of()));
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                assertThrows(IllegalStateException.class, () -> searcher.count(new VisibleQuery(Map.of())));
            }
        }
    }

    private static Memory memory() {
        return Memory.builder(new MemoryId(1, 2), Scope.of("a"), Observation.of("seen"))
                .sequence(1)
                .recordedAt(Instant.EPOCH)
                .build();
    }
}
