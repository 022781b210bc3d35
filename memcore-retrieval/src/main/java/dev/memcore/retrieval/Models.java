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
 * The target model of an index, and the model that searches use now. Until all documents have the vectors of the target
 * model, searches use the previous model, if the index has its vectors and the host provides its embedder. Otherwise
 * they use words only. Changed only by the indexer; may be read by any thread.
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

    /** Whether searches use the target model. */
    boolean cutOver() {
        return answering.sameAs(target);
    }

    /**
     * Sets the model that searches of an existing index use. If it is neither the target nor the previous model,
     * searches use words only.
     *
     * @param name the name of the model's vector space
     */
    void found(String name) {
        answering = Stream.of(target, previous)
                .filter(space -> space.name().equals(name))
                .findFirst()
                .orElse(VectorSpace.WORDS);
    }

    /** Makes searches use the target model. */
    void cut() {
        answering = target;
    }

    /** The target model with its HNSW threshold, for an index whose documents all have its vectors and graphs. */
    VectorSpace complete() {
        return target.withHnswThreshold(hnswThreshold);
    }

    @Override
    public boolean graphs() {
        return hnswThreshold != VectorSpace.NO_GRAPH;
    }

    /** The {@linkplain MemoryDocument#EMBEDDED marks} that every document should have. */
    Set<String> wanted() {
        return marks(List.of(target));
    }

    /** The {@linkplain MemoryDocument#EMBEDDED marks} that a document may have. */
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
