package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

/**
 * A name in a text: of a person, a place, a work, an organisation; it is not known which.
 *
 * @param start its first character in the text
 * @param end the character after its last; greater than {@code start}
 * @param surface the name as written, without a possessive ending: "Zoë Kravitz"
 * @param key equal for spellings that differ in case, accents, punctuation or a leading article: "zoe kravitz"
 */
public record Entity(int start, int end, String surface, String key) {
    public Entity {
        requireNonNull(surface, "surface");
        requireNonNull(key, "key");
    }
}
