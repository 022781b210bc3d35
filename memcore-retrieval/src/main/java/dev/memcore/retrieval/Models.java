package dev.memcore.retrieval;

import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.spi.Embedder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model that an index is to answer by, and the one that it answers by meanwhile: the one before, if the host still has it,
 * or none, and then it answers by words. Changed by the indexer alone; read by any thread.
 */
final class Models implements Projector.Spaces {
    private final VectorSpace target;
    private final VectorSpace previous;
    private final int hnswThreshold;
    private volatile VectorSpace answering;

    /** Models for a new index. */
    Models(@Nullable Embedder embedder, @Nullable Embedder previous, int hnswThreshold) {
        this.hnswThreshold = hnswThreshold;
        this.target = VectorSpace.of(embedder);
        this.previous = VectorSpace.of(previous);
        this.answering = target;
    }

    @Override
    public VectorSpace target() {
        return target;
    }

    VectorSpace answering() {
        return answering;
    }

    /** Whether the index answers by the model that it is to answer by. */
    boolean cutOver() {
        return answering.sameAs(target);
    }

    /** Goes on with an index that answered by a model. */
    void found(String name) {
        answering = Stream.of(target, previous)
                .filter(space -> space.name().equals(name))
                .findFirst()
                .orElse(VectorSpace.WORDS);
    }

    /** From now on the index answers by its own model. */
    void cut() {
        answering = target;
    }

    /** The model that the index is to answer by, and how, once every document has all that takes. */
    VectorSpace complete() {
        return target.withHnswThreshold(hnswThreshold);
    }

    @Override
    public boolean graphs() {
        return hnswThreshold != VectorSpace.NO_GRAPH;
    }

    /** What a document must be {@linkplain MemoryDocument#EMBEDDED marked} with. */
    Set<String> wanted() {
        return marks(List.of(target));
    }

    /** What a document may be marked with. */
    Set<String> kept() {
        return marks(written());
    }

    private Set<String> marks(List<VectorSpace> spaces) {
        Set<String> marks = new HashSet<>();
        for (VectorSpace space : spaces) {
            marks.add(space.name());
            if (graphs()) {
                marks.add(space.graphMark());
            }
        }
        return marks;
    }

    @Override
    public List<VectorSpace> written() {
        VectorSpace now = answering;
        return now.embedder() == null || now.sameAs(target) ? List.of(target) : List.of(target, now);
    }
}
