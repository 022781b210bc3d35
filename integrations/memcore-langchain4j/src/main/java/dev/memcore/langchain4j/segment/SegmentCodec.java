package dev.memcore.langchain4j.segment;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.memcore.adapter.AdapterNames;
import dev.memcore.adapter.entry.EntryForm;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import org.jspecify.annotations.Nullable;

/** Converts a text segment with its id and vector into an observation and back. */
public final class SegmentCodec {
    /** How segments are stored. */
    public static final EntryForm FORM =
            new EntryForm(new AdapterNames("langchain4j", "langchain4j."), Kind.of("segment"));

    private static final String TEXTLESS = FORM.names().attribute("textless");

    private SegmentCodec() {}

    /**
     * Returns the observation to store.
     *
     * @param segment null if only the vector is stored; it must be given then
     * @param vector null if no vector is stored
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} or {@link ErrorCode#LIMIT_EXCEEDED} if id or metadata
     *     cannot be stored
     */
    public static Observation encode(String id, @Nullable TextSegment segment, float @Nullable [] vector) {
        Observation.Builder observation = FORM.begin(
                id, segment == null ? VectorText.of(Arguments.present(vector, "embedding")) : segment.text());
        if (segment == null) {
            observation.attribute(TEXTLESS, true);
        } else {
            SegmentMetadata.attributes(segment.metadata()).forEach(observation::attribute);
        }
        if (vector != null) {
            StoredVector.attributes(vector).forEach(observation::attribute);
        }
        return observation.build();
    }

    /** Returns the segment that a memory contains; null if it contains only a vector. */
    public static @Nullable TextSegment segment(Memory memory) {
        return memory.attributes().containsKey(TEXTLESS)
                ? null
                : TextSegment.from(memory.text(), SegmentMetadata.metadata(memory.attributes()));
    }

    /** Returns the vector that was given with a segment; null if none is stored. */
    public static @Nullable Embedding vector(Memory memory) {
        float[] vector = StoredVector.in(memory.observation());
        return vector.length == 0 ? null : Embedding.from(vector);
    }
}
