package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.check.Moments;
import dev.memcore.api.config.Limits;
import java.time.Instant;

/**
 * The value of an attribute of a memory: a typed scalar. The store keeps the type; {@link #matches} compares numbers by
 * their value.
 */
public sealed interface AttributeValue {
    /**
     * Returns whether this value and another one match, as a filter compares them. Two texts, flags or moments match if
     * they are equal. Two numbers match if they have exactly the same value, whatever their type. So the whole number 1
     * matches the real number 1.0, and 0.0 matches -0.0. The whole number 2<sup>53</sup> + 1 does not match the real
     * number 2<sup>53</sup>. NaN cannot be an attribute.
     */
    default boolean matches(AttributeValue other) {
        return canonical().equals(other.canonical());
    }

    /**
     * Returns the canonical form of this value: values that {@linkplain #matches match} have equal canonical forms. The
     * canonical form of a real number without a fraction is the whole number, if it fits into a long. Every other value
     * is its own canonical form.
     */
    default AttributeValue canonical() {
        boolean whole =
                this instanceof Real(double real) && real == Math.rint(real) && real >= -0x1p63 && real < 0x1p63;
        return whole ? new Whole((long) ((Real) this).value()) : this;
    }

    /** A text. {@link Limits#attributeChars()} sets its maximum length in characters. */
    record Text(String value) implements AttributeValue {
        /** Checks that the text is not null and has no unpaired surrogate. */
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

    /** A moment with millisecond precision. */
    record Moment(Instant value) implements AttributeValue {
        /** Truncates the moment to the millisecond. */
        public Moment {
            value = Moments.toMillis(Arguments.present(value, "attribute"));
        }
    }
}
