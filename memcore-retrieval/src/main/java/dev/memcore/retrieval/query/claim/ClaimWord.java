package dev.memcore.retrieval.query.claim;

/**
 * A word of a claim that is part of its meaning.
 *
 * @param text the word in lower case
 * @param root its {@linkplain Roots root}
 * @param sense the {@linkplain Vocabulary#relation relation} that it expresses, or its root
 * @param form what its form shows
 * @param role what its position shows
 * @param place the preposition of the phrase of place that it is part of; empty: none
 */
record ClaimWord(String text, String root, String sense, Form form, Role role, String place) {
    /** What the form of a word shows. */
    enum Form {
        /** A word in small letters. */
        COMMON,
        /** A capitalised word. */
        NAME,
        /** The speaker or the user. */
        SELF
    }

    /** What the position of a word shows. */
    enum Role {
        /** It is the first word. */
        SUBJECT,
        /** It has a possessive ending. */
        OWNER,
        /** Any other word. */
        OTHER
    }

    boolean isPlaced() {
        return !place.isEmpty();
    }

    boolean isName() {
        return form != Form.COMMON;
    }

    /** Whether it stands for a person by itself or by a relation to one. */
    boolean isPerson() {
        return form == Form.SELF || Vocabulary.RELATIVES.contains(root);
    }

    /** Whether another word may stand for it in another claim. */
    boolean mayBeReworded() {
        return form == Form.COMMON && !isPerson() && !isPlaced() && Character.isLetter(text.charAt(0));
    }

    boolean isLight() {
        return form == Form.COMMON && (root.startsWith("@") || Vocabulary.LIGHT.contains(root));
    }
}
