package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

/**
 * Which of several things that happened a question wants, by their order in time.
 *
 * @param kind what it asks for
 * @param number which one, from 1, with {@link Kind#NTH}: 2 with "her second trip"; 0 with all other kinds
 * @param event the words that name the event, with {@link Kind#BEFORE} and {@link Kind#AFTER}; empty with all other kinds
 */
public record Order(Kind kind, int number, String event) {
    /** It asks for no order. */
    public static final Order NONE = new Order(Kind.NONE, 0, "");

    /** What a question asks for. */
    public enum Kind {
        /** No order. */
        NONE,
        /** The earliest: "when did she first see Rome". */
        FIRST,
        /** The one of a number: "her second trip". */
        NTH,
        /** The latest so far: "when did she last see Rome". */
        LAST,
        /** What was before an event, at no distance that the question says: "where was she before the wedding". */
        BEFORE,
        /** Likewise what came after it. */
        AFTER,
        /** All of them, one after another: "in which order did they come", "what came first, tea or coffee". */
        SEQUENCE
    }

    public Order {
        requireNonNull(kind, "kind");
        requireNonNull(event, "event");
    }
}
