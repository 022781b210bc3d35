package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.config.Limits;
import java.time.Instant;

/**
 * A typed scalar attribute of a memory. It is kept with the type that it was given; {@link #matches} compares numbers by their value.
 */
public sealed interface AttributeValue {
    /**
     * Whether a filter that asks for one of the two finds the other: both are the same text, truth value or moment, or numbers of
     * exactly the same value. So the whole number 1 matches the real number 1.0, and 0.0 matches -0.0; but 2^53 + 1 does not match
     * the real number 2^53. Not a number is no attribute.
     */
    default boolean matches(AttributeValue other) {
        return canonical().equals(other.canonical());
    }

    /** The one of all values that match each other that stands for them: a number that is whole, as a whole number. */
    default AttributeValue canonical() {
        boolean whole =
                this instanceof Real(double real) && real == Math.rint(real) && real >= -0x1p63 && real < 0x1p63;
        return whole ? new Whole((long) ((Real) this).value()) : this;
    }

    /** Text, of at most the length that {@link Limits#attributeChars()} sets. */
    record Text(String value) implements AttributeValue {
        /** Checks that the text is present and well-formed. */
        public Text {
            Arguments.wellFormed(Arguments.present(value, "attribute"), "attribute");
        }
    }

    /** A whole number. */
    record Whole(long value) implements AttributeValue {}

    /** A finite real number. */
    record Real(double value) implements AttributeValue {
        /** Checks that the number is finite. */
        public Real {
            if (!Double.isFinite(value)) {
                throw Arguments.invalid("an attribute must be finite, but is " + value);
            }
        }
    }

    /** A truth value. */
    record Flag(boolean value) implements AttributeValue {}

    /** A moment, to the millisecond. */
    record Moment(Instant value) implements AttributeValue {
        /** Cuts the moment to the millisecond, the precision in which it is kept. */
        public Moment {
            value = Moments.toMillis(Arguments.present(value, "attribute"));
        }
    }
}
