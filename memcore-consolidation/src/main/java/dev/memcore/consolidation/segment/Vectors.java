package dev.memcore.consolidation.segment;

import dev.memcore.api.Memory;
import dev.memcore.spi.Embedder;
import java.util.List;
import java.util.stream.Collectors;

/** Units as one text each, and as vectors; for all packages of this module. */
public final class Vectors {
    private Vectors() {}

    static List<String> texts(List<Memory> messages, List<Segment> units) {
        return units.stream()
                .map(unit -> unit.of(messages).stream().map(Memory::text).collect(Collectors.joining("\n")))
                .toList();
    }

    static List<float[]> embed(Embedder embedder, List<String> texts) {
        return texts.isEmpty() ? List.of() : embedder.embed(texts, Embedder.Purpose.DOCUMENT);
    }

    /** In [-1, 1]; 0 if one of the two is nothing but zeros. */
    public static double cosine(float[] one, float[] other) {
        double dot = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        return first == 0 || second == 0 ? 0 : dot / Math.sqrt(first * second);
    }
}
