package dev.memcore.api;

import java.time.Instant;

/** A typed scalar attribute of a memory. */
public sealed interface AttributeValue {
    /** Text, of at most the length that {@link Limits#attributeChars()} sets. */
    record Text(String value) implements AttributeValue {
        /** Checks that the text is present and well-formed. */
        public Text {
            Require.wellFormed(Require.present(value, "attribute"), "attribute");
        }
    }

    /** A whole number. */
    record Whole(long value) implements AttributeValue {}

    /** A finite real number. */
    record Real(double value) implements AttributeValue {
        /** Checks that the number is finite. */
        public Real {
            if (!Double.isFinite(value)) {
                throw Require.invalid("an attribute must be finite, but is " + value);
            }
        }
    }

    /** A truth value. */
    record Flag(boolean value) implements AttributeValue {}

    /** A moment, to the millisecond. */
    record Moment(Instant value) implements AttributeValue {
        /** Cuts the moment to the millisecond, the precision in which it is kept. */
        public Moment {
            value = Moments.toMillis(Require.present(value, "attribute"));
        }
    }
}
