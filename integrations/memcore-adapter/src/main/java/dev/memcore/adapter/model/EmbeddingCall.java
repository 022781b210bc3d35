package dev.memcore.adapter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a framework's embedding model. */
@FunctionalInterface
public interface EmbeddingCall {
    /**
     * Returns the vectors of texts, one for each text, in their order. A caller checks the result, so this may return what
     * the framework returned, including nulls.
     */
    @Nullable
    List<float @Nullable []> embed(List<String> texts);
}
