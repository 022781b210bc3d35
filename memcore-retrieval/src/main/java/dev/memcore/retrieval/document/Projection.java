package dev.memcore.retrieval.document;

import dev.memcore.api.Memory;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.spi.Neighbours;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a memory is searched: the terms of its lexical views and the vectors of its dense ones. The index holds it on disk,
 * the tail in memory; both score from the same numbers.
 *
 * @param neighbours the neighbours it was made with
 * @param sketch what must be known of it as a candidate
 * @param terms the terms by the name of the view
 * @param vectors the vectors by the name of the {@linkplain VectorSpace space} and of the view; a view without a vector is
 *     absent, and a space in which not all could be embedded
 */
public record Projection(
        Neighbours neighbours, Sketch sketch, Map<String, TermBag> terms, Map<String, Map<String, byte[]>> vectors) {
    public byte @Nullable [] vector(VectorSpace space, String view) {
        return vectors.getOrDefault(space.name(), Map.of()).get(view);
    }

    boolean isFor(Neighbours others) {
        return same(neighbours.previous(), others.previous()) && same(neighbours.next(), others.next());
    }

    private static boolean same(@Nullable Memory a, @Nullable Memory b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.id().equals(b.id()) && a.version() == b.version();
    }
}
