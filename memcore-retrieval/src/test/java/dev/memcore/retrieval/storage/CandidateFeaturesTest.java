package dev.memcore.retrieval.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.text.StaticTable;
import dev.memcore.retrieval.text.WordCodes;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.util.BytesRef;

final class CandidateFeaturesTest {
    private static final WordCodes CODES = new WordCodes(StaticTable.bundled());

    @Property(tries = 200)
    void aSketchIsReadBackAsItWasWritten(
            @ForAll long conversation,
            @ForAll long moment,
            @ForAll boolean turn,
            @ForAll boolean asks,
            @ForAll boolean personal,
            @ForAll boolean claims,
            @ForAll long key,
            @ForAll @Size(max = 100) List<Long> entities,
            @ForAll String text) {
        MemoryId previous = turn ? new MemoryId(7, moment) : null;
        CandidateFeatures features = new CandidateFeatures(
                new MemoryId(moment, key),
                conversation,
                previous,
                moment,
                asks,
                personal,
                claims,
                key,
                entities,
                CODES.encode(text));
        assertEquals(features, CandidateFeatures.decode(new BytesRef(features.encode())));
    }
}
