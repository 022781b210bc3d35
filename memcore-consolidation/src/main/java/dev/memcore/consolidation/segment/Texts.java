package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.spi.Embedder;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Texts and vectors of segments of messages. */
public final class Texts {
    private Texts() {}

    /** Returns, for each segment, the texts of its messages, joined by line breaks. */
    public static List<String> of(List<Memory> messages, List<TopicSegment> segments) {
        Arguments.allPresent(messages, "messages");
        return Arguments.allPresent(segments, "segments").stream()
                .map(segment -> segment.of(messages).stream().map(Memory::text).collect(Collectors.joining("\n")))
                .toList();
    }

    /**
     * Returns one vector for each text, and zeros for a blank one. The embedder is called at most once, with the texts
     * that are not blank.
     */
    public static List<double[]> embedded(Embedder embedder, List<String> texts) {
        Arguments.present(embedder, "embedder");
        List<String> said = Arguments.allPresent(texts, "texts").stream()
                .filter(text -> !text.isBlank())
                .toList();
        Iterator<float[]> vectors = said.isEmpty()
                ? Collections.emptyIterator()
                : embedder.embed(said, Embedder.Purpose.DOCUMENT).iterator();
        return texts.stream()
                .map(text -> text.isBlank() ? new double[embedder.dimensions()] : Vectors.widened(vectors.next()))
                .toList();
    }
}
