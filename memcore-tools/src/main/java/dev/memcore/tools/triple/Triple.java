package dev.memcore.tools.triple;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;

/** A statement of three names: a subject, a relation and an object. */
record Triple(String subject, String relation, String object) {
    static final String SUBJECT = "subject";
    static final String RELATION = "relation";
    static final String OBJECT = "object";

    /** The triple that a memory holds. */
    static Triple of(Memory memory) {
        return new Triple(name(memory, SUBJECT), name(memory, RELATION), name(memory, OBJECT));
    }

    private static String name(Memory memory, String part) {
        return memory.attributes().get(part) instanceof AttributeValue.Text(String name) ? name : "";
    }

    /** The part with a name: {@link #SUBJECT}, {@link #RELATION} or {@link #OBJECT}. */
    String part(String part) {
        return switch (part) {
            case SUBJECT -> subject;
            case RELATION -> relation;
            default -> object;
        };
    }

    /** The statement in words, under which a recall finds it. */
    String sentence() {
        return subject + " " + relation + " " + object;
    }

    @Override
    public String toString() {
        return subject + " >> " + relation + " >> " + object;
    }
}
