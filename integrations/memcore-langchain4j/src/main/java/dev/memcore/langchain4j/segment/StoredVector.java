package dev.memcore.langchain4j.segment;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Observation;
import dev.memcore.api.config.Limits;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stores a vector exactly, as text attributes of a memory. */
final class StoredVector {
    static final String PREFIX = SegmentCodec.FORM.names().attribute("vector.");
    private static final int PART = Limits.ofDefaults().attributeChars();

    private StoredVector() {}

    static SortedMap<String, AttributeValue> attributes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        String text = Base64.getEncoder().encodeToString(bytes.array());
        SortedMap<String, AttributeValue> parts = new TreeMap<>();
        for (int from = 0; from < text.length(); from += PART) {
            String part = text.substring(from, Math.min(text.length(), from + PART));
            parts.put(String.format("%s%02d", PREFIX, parts.size()), new AttributeValue.Text(part));
        }
        return parts;
    }

    /** Returns the vector of an observation; of length 0 if it has none. */
    static float[] in(Observation observation) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, AttributeValue> entry : observation.attributes().entrySet()) {
            if (entry.getKey().startsWith(PREFIX) && entry.getValue() instanceof AttributeValue.Text(String part)) {
                text.append(part);
            }
        }
        FloatBuffer floats =
                ByteBuffer.wrap(Base64.getDecoder().decode(text.toString())).asFloatBuffer();
        float[] vector = new float[floats.remaining()];
        floats.get(vector);
        return vector;
    }
}
