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
 * The key of a keyed {@linkplain Kind#FACT fact}, in the form in which keys are compared. Two texts are the same key if they
 * differ only in case, in white space at either end, in the amount or sort of white space between words, or in compatible
 * Unicode forms: "Favourite Colour", "favourite  colour " and the same in full-width letters are one key, and so are the NFC
 * and the NFD form of a text. A fact keeps its key as the host wrote it; only comparisons use this form.
 *
 * <p>The form is NFKC, folded by the case mappings of Unicode without regard to a locale. Idempotency keys are not keys of
 * facts: they are compared exactly.
 *
 * @param text the compared form
 */
public record FactKey(String text) {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");

    /** Brings a text into the compared form. */
    public FactKey {
        text = normalized(Arguments.present(text, "key"));
    }

    /** The key of an observation, or null: it is not a fact, or its key is missing or blank. */
    public static @Nullable FactKey of(Observation observation) {
        Arguments.present(observation, "observation");
        if (observation.kind().equals(Kind.FACT)
                && observation.attributes().get(Observation.KEY) instanceof AttributeValue.Text(String text)) {
            FactKey key = new FactKey(text);
            return key.text.isEmpty() ? null : key;
        }
        return null;
    }

    /** Whether two values of an attribute match: keys in their compared form, all else as {@link AttributeValue#matches} says. */
    public static boolean matches(String attribute, AttributeValue one, AttributeValue other) {
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
        // Upper case first: so letters meet that have one lower case each, as the two forms of sigma do.
        String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String again = Normalizer.normalize(folded, Normalizer.Form.NFKC);
        return WHITE_SPACE.matcher(again).replaceAll(" ").strip();
    }

    @Override
    public String toString() {
        return text;
    }
}
