package dev.memcore.retrieval.storage;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.filter.Condition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.document.BinaryPoint;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Encodes an attribute's number or moment as a point of two dimensions, so that one field serves range queries on all
 * attributes. The first dimension is a digest of the attribute's name and type. The second is the value, as bytes that
 * sort in the order of the values.
 *
 * <p>The bytes of a number are two parts: the greatest double that is not above the number, and the difference between
 * the two. So whole and real numbers sort together by their exact values. A whole number beyond 2<sup>53</sup> may not
 * be a double; it is at most 1,023 above one.
 */
final class AttributePoint {
    private static final int BYTES = 16;
    private static final int MOST_ABOVE = 1 << 10;
    private static final byte[] ONE = new byte[BYTES];
    private static final byte[] LEAST = new byte[BYTES];
    private static final byte[] GREATEST = new byte[BYTES];

    static {
        ONE[BYTES - 1] = 1;
        Arrays.fill(GREATEST, (byte) 0xFF);
    }

    private AttributePoint() {}

    /** Adds the point of an attribute. Does nothing if the attribute's type has no order (texts and flags). */
    static void add(Document document, String name, AttributeValue value) {
        byte[] bytes = bytes(value);
        if (bytes != null) {
            document.add(new BinaryPoint(MemoryDocument.ATTRIBUTE_RANGE, digest(name, value), bytes));
        }
    }

    /**
     * Returns a query for the documents whose attribute lies between two bounds of the same type. At least one bound is
     * required.
     *
     * @param lower null: no lower bound
     * @param upper null: no upper bound
     * @throws IllegalArgumentException if both bounds are null, or if a bound is a text or a flag
     */
    static Query range(String name, Condition.@Nullable Bound lower, Condition.@Nullable Bound upper) {
        Condition.Bound given = lower == null ? upper : lower;
        if (given == null) {
            throw new IllegalArgumentException("a range needs a bound");
        }
        byte[] digest = digest(name, given.value());
        byte[][] from = {digest, lower == null ? LEAST : first(lower)};
        byte[][] to = {digest, upper == null ? GREATEST : last(upper)};
        return BinaryPoint.newRangeQuery(MemoryDocument.ATTRIBUTE_RANGE, from, to);
    }

    /** Returns the least bytes that a lower bound admits. */
    private static byte[] first(Condition.Bound bound) {
        byte[] next = new byte[BYTES];
        if (!bound.inclusive()) {
            NumericUtils.add(BYTES, 0, ordered(bound), ONE, next);
        }
        return bound.inclusive() ? ordered(bound) : next;
    }

    /** Returns the greatest bytes that an upper bound admits. */
    private static byte[] last(Condition.Bound bound) {
        byte[] before = new byte[BYTES];
        if (!bound.inclusive()) {
            NumericUtils.subtract(BYTES, 0, ordered(bound), ONE, before);
        }
        return bound.inclusive() ? ordered(bound) : before;
    }

    private static byte[] ordered(Condition.Bound bound) {
        byte[] bytes = bytes(bound.value());
        if (bytes == null) {
            throw new IllegalArgumentException("the attribute value has no order: " + bound.value());
        }
        return bytes;
    }

    private static byte[] digest(String name, AttributeValue value) {
        String typed = (value instanceof AttributeValue.Moment ? "m" : "n") + name;
        long[] hash = StringHelper.murmurhash3_x64_128(new BytesRef(typed.getBytes(StandardCharsets.UTF_8)));
        return ByteBuffer.allocate(BYTES).putLong(hash[0]).putLong(hash[1]).array();
    }

    private static byte @Nullable [] bytes(AttributeValue value) {
        return switch (value.canonical()) {
            case AttributeValue.Whole(long whole) -> bytes(whole);
            case AttributeValue.Real(double real) -> bytes(NumericUtils.doubleToSortableLong(real), 0);
            case AttributeValue.Moment(var moment) -> bytes(moment.toEpochMilli(), 0);
            case AttributeValue.Text text -> null;
            case AttributeValue.Flag flag -> null;
        };
    }

    private static byte[] bytes(long whole) {
        double floor = (double) whole;
        if (floor >= 0x1p63 || (long) floor > whole) { // rounded up
            floor = Math.nextDown(floor);
        }
        return bytes(NumericUtils.doubleToSortableLong(floor), whole - (long) floor);
    }

    private static byte[] bytes(long sortable, long above) {
        if (above < 0 || above >= MOST_ABOVE) {
            throw new IllegalStateException(above + " above a double");
        }
        byte[] bytes = new byte[BYTES];
        NumericUtils.longToSortableBytes(sortable, bytes, 0);
        NumericUtils.longToSortableBytes(above, bytes, Long.BYTES);
        return bytes;
    }
}
