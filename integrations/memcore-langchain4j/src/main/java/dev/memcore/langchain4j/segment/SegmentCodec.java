package dev.memcore.langchain4j.segment;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Converts a text segment with its id and vector into an observation and back. */
public final class SegmentCodec {
    /** The kind of segments. */
    public static final Kind SEGMENT = Kind.of("segment");

    /** The prefix of the attributes that this module stores for itself. */
    static final String RESERVED = "langchain4j.";

    private static final String ID = RESERVED + "segment";
    private static final String TEXTLESS = RESERVED + "textless";

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
        Observation.Builder observation = Observation.builder(
                        segment == null ? VectorText.of(Arguments.present(vector, "embedding")) : segment.text())
                .kind(SEGMENT)
                .attribute(ID, id(id));
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

    private static String id(String id) {
        Arguments.present(id, "id");
        Arguments.require(!id.isBlank(), "an id must not be blank");
        Arguments.atMost(id.length(), Limits.ofDefaults().attributeChars(), "the number of characters of an id");
        return id;
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

    /** Returns the id of the segment that a memory contains. */
    public static String idOf(Memory memory) {
        return memory.attributes().get(ID) instanceof AttributeValue.Text(String id)
                ? id
                : memory.id().toString();
    }

    /** Whether an attribute belongs to the segment, and not to the host or to memcore. */
    public static boolean isOwn(String attribute) {
        return attribute.startsWith(RESERVED) || attribute.startsWith(SegmentMetadata.PREFIX);
    }

    /** Returns a filter for all segments. */
    public static MemoryFilter segments() {
        return MemoryFilter.builder().kind(SEGMENT).build();
    }

    /** Returns a filter for segments with one of these ids, at most {@value Condition#MAX_VALUES}. */
    public static MemoryFilter withIds(Collection<String> ids) {
        return MemoryFilter.builder()
                .kind(SEGMENT)
                .where(Condition.attribute(ID).anyOf(ids.toArray(String[]::new)))
                .build();
    }
}
