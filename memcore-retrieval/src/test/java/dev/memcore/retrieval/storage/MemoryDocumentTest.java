package dev.memcore.retrieval.storage;

import static dev.memcore.retrieval.Indexed.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.retrieval.RandomStore;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.spi.Neighbours;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MemoryDocumentTest {
    private static final Projection NOTHING =
            new Projection(Neighbours.NONE, List.of(), CandidateFeatures.NONE, Map.of(), Map.of(), null, List.of());

    @Test
    void everyPartOfAMemoryIsReadBackAsItWasWritten() {
        Observation everything = Observation.builder("Text with ünïcode 🙂\nand lines")
                .kind(Kind.EPISODE)
                .tier(Tier.MID)
                .session("s1")
                .role(Role.ASSISTANT)
                .speaker("Ann")
                .toolCallId("call-2")
                .toolCallId("call-1")
                .eventTime(new EventTime(Instant.EPOCH, NOW))
                .validFrom(Instant.ofEpochMilli(-5))
                .validTo(NOW)
                .expiresAt(NOW.plusSeconds(1))
                .attribute("text", "t")
                .attribute("empty", "")
                .attribute("whole", Long.MIN_VALUE)
                .attribute("real", 0.1)
                .attribute("flag", true)
                .attribute("other", false)
                .attribute("moment", NOW)
                .label("b")
                .label("a")
                .importance(0.25)
                .confidence(0.75)
                .source("a book")
                .trust(0.1)
                .pinned(true)
                .derivedFrom(new MemoryId(1, 2))
                .derivedFrom(new MemoryId(-1, -2))
                .idempotencyKey("key")
                .searchKeys("b", List.of("second\0first", "\u00FCber \uD83D\uDE42"))
                .searchKeys("a \u4E2D", List.of("x"))
                .build();
        MemoryId id = new MemoryId(Long.MIN_VALUE, Long.MAX_VALUE);
        Memory memory = Memory.builder(id, new Scope("t", "u", "a"), everything)
                .version(7)
                .sequence(1L << 40)
                .createdAt(NOW.minusSeconds(7))
                .recordedAt(NOW)
                .status(Status.SUPERSEDED)
                .supersededBy(new MemoryId(3, 4))
                .cause(new Cause("policy", "because", Set.of(id)))
                .links(List.of(
                        new Link(id, new MemoryId(3, 4), LinkType.of("türkis 🙂"), 0.25, Instant.EPOCH, NOW),
                        new Link(id, new MemoryId(-1, -1), LinkType.of("about"), 0, null, NOW),
                        new Link(id, new MemoryId(-1, -1), LinkType.of("beside"), 1, NOW, null),
                        Link.of(id, new MemoryId(3, 4), LinkType.of("cites"))))
                .build();
        assertEquals(memory, new StoredMemory(MemoryDocument.of(memory, NOTHING, List.of())).memory());
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        Memory memory = Memory.builder(new MemoryId(0, 0), Scope.of("t"), Observation.of("x"))
                .sequence(1)
                .recordedAt(NOW)
                .build();
        assertEquals(memory, new StoredMemory(MemoryDocument.of(memory, NOTHING, List.of())).memory());
    }

    @Property(tries = 200)
    void randomMemoriesAreReadBackAsTheyWereWritten(@ForAll long seed) {
        RandomStore store = new RandomStore(new Random(seed));
        for (int commit = 0; commit < 20; commit++) {
            for (Memory memory : store.commit()) {
                assertEquals(memory, new StoredMemory(MemoryDocument.of(memory, NOTHING, List.of())).memory());
            }
        }
    }
}
