package dev.memcore.retrieval.rerank;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.Indexed;
import java.util.List;

/** Hits of a recall that nobody made, for rerankers under test. */
final class Hits {
    private Hits() {}

    static Recalled hit(int number, double score, String text, Signal... signals) {
        Memory memory = Memory.builder(id(number), Indexed.ALICE, Observation.of(text))
                .sequence(number)
                .recordedAt(Indexed.NOW)
                .build();
        return new Recalled(memory, number, score, List.of(signals));
    }

    static MemoryId id(int number) {
        return new MemoryId(7, number);
    }
}
