package dev.memcore.api.fact;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of a keyed {@linkplain Kind#FACT fact}, in the normalized form that is used for comparison. Two texts are the
 * same key if they differ only in these respects: case, leading or trailing white space, the amount or type of white
 * space between words, or compatible Unicode forms. So "Favourite Colour", "favourite  colour " and the same words in
 * full-width letters are one key. The NFC and the NFD form of a text are also one key. A fact stores its key as the
 * host wrote it; only comparisons use the normalized form.
 *
 * <p>The form is NFKC with the locale-independent case mappings of Unicode. Idempotency keys are not fact keys: they
 * are compared exactly.
 *
 * @param text the normalized form
 */
public record FactKey(String text) {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");

    /** Normalizes the text. */
    public FactKey {
        text = normalized(Arguments.present(text, "key"));
    }

    /** Returns the key of an observation, or null if it is not a fact, or if its key is missing or blank. */
    public static @Nullable FactKey of(Observation observation) {
        Arguments.present(observation, "observation");
        if (observation.kind().equals(Kind.FACT)
                && observation.attributes().get(Observation.KEY) instanceof AttributeValue.Text(String text)) {
            FactKey key = new FactKey(text);
            return key.text.isEmpty() ? null : key;
        }
        return null;
    }

    /**
     * Returns whether two values of an attribute match. Fact keys are compared in their normalized form, other values
     * with {@link AttributeValue#matches}.
     */
    public static boolean matches(String attribute, AttributeValue one, AttributeValue other) {
        Arguments.present(attribute, "attribute");
        Arguments.present(one, "one");
        Arguments.present(other, "other");
        boolean keys = attribute.equals(Observation.KEY)
                && one instanceof AttributeValue.Text
                && other instanceof AttributeValue.Text;
        return keys
                ? normalized(((AttributeValue.Text) one).value())
                        .equals(normalized(((AttributeValue.Text) other).value()))
                : one.matches(other);
    }

    private static String normalized(String key) {
        String composed = Normalizer.normalize(key, Normalizer.Form.NFKC);
        // Upper case comes first, so that letters with several lower-case forms become equal, for example the two forms
        // of sigma.
        String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String again = Normalizer.normalize(folded, Normalizer.Form.NFKC);
        return WHITE_SPACE.matcher(again).replaceAll(" ").strip();
    }

    @Override
    public String toString() {
        return text;
    }
}
