package dev.memcore.retrieval.visibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.spi.Neighbours;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

/** What is kept of a segment stays within its bound, the counts of terms included. */
final class VisibleDocsTest {
    private static final Projection NOTHING =
            new Projection(Neighbours.NONE, List.of(), CandidateFeatures.NONE, Map.of(), Map.of(), null, List.of());
    private static final int READERS = 400;
    private static final int TERMS = 300;

    @Test
    void theCountsOfTermsOfManyReadersStayWithinTheBound() throws IOException {
        Memory memory = Memory.builder(new MemoryId(1, 2), Scope.of("a"), Observation.of("seen"))
                .sequence(1)
                .recordedAt(Instant.EPOCH)
                .build();
        Term there = new Term(MemoryDocument.STATUS, Status.ACTIVE.name());
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(MemoryDocument.of(memory, NOTHING, List.of()));
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                LeafReader leaf = reader.leaves().getFirst().reader();
                VisibleDocsCache cached = new VisibleDocsCache();
                long most = 0;
                for (int i = 0; i < READERS; i++) {
                    Principal user = Principal.of(Scope.of("a", "user " + i));
                    VisibleDocs docs = Objects.requireNonNull(
                            cached.of(reader, VisibilityKey.ofAny(user)).get(leaf));
                    for (int t = 0; t < TERMS; t++) {
                        assertEquals(0, docs.documentFrequency(new Term("words", "word " + t), () -> null));
                    }
                    assertEquals(1, docs.documentFrequency(there, () -> leaf.postings(there)));
                    assertEquals(1, docs.documentFrequency(there, () -> leaf.postings(there)), "kept or not");
                    most = Math.max(most, cached.bytes(leaf));
                }
                long bound = VisibleDocsCache.BYTES_PER_SEGMENT;
                assertTrue(most <= bound, most + " bytes");
                assertTrue(most > bound / 2, "the bound is reached: " + most + " bytes");
            }
        }
    }
}
