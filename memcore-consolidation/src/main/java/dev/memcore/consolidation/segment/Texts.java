package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.consolidation.arithmetic.Checks;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.spi.Embedder;
import java.util.List;
import java.util.stream.Collectors;

/** Stretches of messages as one text each, and as vectors. */
public final class Texts {
    private Texts() {}

    /** The texts of each segment's messages, one under another. */
    public static List<String> of(List<Memory> messages, List<Segment> segments) {
        Checks.allPresent(messages, "messages");
        return Checks.allPresent(segments, "segments").stream()
                .map(segment -> segment.of(messages).stream().map(Memory::text).collect(Collectors.joining("\n")))
                .toList();
    }

    /** One vector for each text; the embedder is called once. */
    public static List<double[]> embedded(Embedder embedder, List<String> texts) {
        Checks.present(embedder, "embedder");
        return Checks.allPresent(texts, "texts").isEmpty()
                ? List.of()
                : embedder.embed(texts, Embedder.Purpose.DOCUMENT).stream()
                        .map(Vectors::widened)
                        .toList();
    }
}
