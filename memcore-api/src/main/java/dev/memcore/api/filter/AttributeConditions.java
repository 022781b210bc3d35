package dev.memcore.api.filter;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.check.Arguments;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates conditions on one attribute; see {@link Condition#attribute}. Ranges take numbers or times. Numbers are
 * compared with whole and real attributes by their exact value.
 */
public final class AttributeConditions {
    private final String name;

    AttributeConditions(String name) {
        this.name = Arguments.name(name, "attribute name");
    }

    /** The memory has the attribute with any value. */
    public Condition exists() {
        return new Condition.HasAttribute(name);
    }

    /** The attribute matches this value. */
    public Condition is(AttributeValue value) {
        return in(Stream.of(Arguments.present(value, "attribute")));
    }

    /** The attribute is this text. */
    public Condition is(String value) {
        return is(new AttributeValue.Text(value));
    }

    /** The attribute is a number of this value. */
    public Condition is(long value) {
        return is(new AttributeValue.Whole(value));
    }

    /** The attribute is a number of this value. */
    public Condition is(double value) {
        return is(new AttributeValue.Real(value));
    }

    /** The attribute is this truth value. */
    public Condition is(boolean value) {
        return is(new AttributeValue.Flag(value));
    }

    /** The attribute is this moment. */
    public Condition is(Instant value) {
        return is(new AttributeValue.Moment(value));
    }

    /** The attribute matches one of these values. */
    public Condition anyOf(AttributeValue... values) {
        return in(Arguments.set(values, "attribute").stream());
    }

    /** The attribute is one of these texts. */
    public Condition anyOf(String... values) {
        return in(Arguments.set(values, "attribute").stream().map(AttributeValue.Text::new));
    }

    /** The attribute is a number of one of these values. */
    public Condition anyOf(long... values) {
        return in(LongStream.of(Arguments.present(values, "attribute")).mapToObj(AttributeValue.Whole::new));
    }

    /** The attribute is a number of one of these values. */
    public Condition anyOf(double... values) {
        return in(DoubleStream.of(Arguments.present(values, "attribute")).mapToObj(AttributeValue.Real::new));
    }

    /** The attribute is one of these moments. */
    public Condition anyOf(Instant... values) {
        return in(Arguments.set(values, "attribute").stream().map(AttributeValue.Moment::new));
    }

    private Condition in(Stream<? extends AttributeValue> values) {
        Set<AttributeValue> all = values.collect(Collectors.toCollection(LinkedHashSet::new));
        return new Condition.AttributeIn(name, all);
    }

    /** The attribute lies in a range that includes both bounds. */
    public Condition between(AttributeValue lower, AttributeValue upper) {
        return range(new Condition.Bound(lower, true), new Condition.Bound(upper, true));
    }

    /** The attribute is a number in a range that includes both bounds. */
    public Condition between(long lower, long upper) {
        return between(new AttributeValue.Whole(lower), new AttributeValue.Whole(upper));
    }

    /** The attribute is a number in a range that includes both bounds. */
    public Condition between(double lower, double upper) {
        return between(new AttributeValue.Real(lower), new AttributeValue.Real(upper));
    }

    /** The attribute is a moment in a range that includes both bounds, to the millisecond. */
    public Condition between(Instant lower, Instant upper) {
        return between(new AttributeValue.Moment(lower), new AttributeValue.Moment(upper));
    }

    /** The attribute is this number or moment, or greater. */
    public Condition atLeast(AttributeValue lower) {
        return range(new Condition.Bound(lower, true), null);
    }

    /** The attribute is a number of this value or greater. */
    public Condition atLeast(long lower) {
        return atLeast(new AttributeValue.Whole(lower));
    }

    /** The attribute is a number of this value or greater. */
    public Condition atLeast(double lower) {
        return atLeast(new AttributeValue.Real(lower));
    }

    /** The attribute is this moment or later, to the millisecond. */
    public Condition atLeast(Instant lower) {
        return atLeast(new AttributeValue.Moment(lower));
    }

    /** The attribute is this number or moment, or less. */
    public Condition atMost(AttributeValue upper) {
        return range(null, new Condition.Bound(upper, true));
    }

    /** The attribute is a number of this value or less. */
    public Condition atMost(long upper) {
        return atMost(new AttributeValue.Whole(upper));
    }

    /** The attribute is a number of this value or less. */
    public Condition atMost(double upper) {
        return atMost(new AttributeValue.Real(upper));
    }

    /** The attribute is this moment or earlier, to the millisecond. */
    public Condition atMost(Instant upper) {
        return atMost(new AttributeValue.Moment(upper));
    }

    /** The attribute is greater than this number or moment. */
    public Condition greaterThan(AttributeValue lower) {
        return range(new Condition.Bound(lower, false), null);
    }

    /** The attribute is a number greater than this value. */
    public Condition greaterThan(long lower) {
        return greaterThan(new AttributeValue.Whole(lower));
    }

    /** The attribute is a number greater than this value. */
    public Condition greaterThan(double lower) {
        return greaterThan(new AttributeValue.Real(lower));
    }

    /** The attribute is a moment later than this one, to the millisecond. */
    public Condition greaterThan(Instant lower) {
        return greaterThan(new AttributeValue.Moment(lower));
    }

    /** The attribute is less than this number or moment. */
    public Condition lessThan(AttributeValue upper) {
        return range(null, new Condition.Bound(upper, false));
    }

    /** The attribute is a number less than this value. */
    public Condition lessThan(long upper) {
        return lessThan(new AttributeValue.Whole(upper));
    }

    /** The attribute is a number less than this value. */
    public Condition lessThan(double upper) {
        return lessThan(new AttributeValue.Real(upper));
    }

    /** The attribute is a moment earlier than this one, to the millisecond. */
    public Condition lessThan(Instant upper) {
        return lessThan(new AttributeValue.Moment(upper));
    }

    private Condition range(Condition.@Nullable Bound lower, Condition.@Nullable Bound upper) {
        return new Condition.AttributeRange(name, lower, upper);
    }

    @Override
    public String toString() {
        return "conditions on the attribute " + name;
    }
}
