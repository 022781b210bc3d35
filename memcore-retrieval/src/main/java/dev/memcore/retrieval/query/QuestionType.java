package dev.memcore.retrieval.query;

/** What kind of answer a question asks for. */
public enum QuestionType {
    /** A time: when, what year, how long ago. */
    WHEN,
    /** A person. */
    WHO,
    /** A place: where, which city. */
    WHERE,
    /** A number: how many, how much, how often, how old. */
    HOW_MANY,
    /** A length of time: how long, how many weeks. */
    HOW_LONG,
    /** One of several that the question names: "which did she read first" is {@link #ORDER} instead. */
    WHICH_OF,
    /** Several things: "what books", "which cities", "what are her hobbies". */
    LIST,
    /** Yes or no. */
    YES_NO,
    /** A reason. */
    WHY,
    /** What came first, last or in which order. */
    ORDER,
    /** A thing or a fact. */
    WHAT,
    /** Anything else, "how" and requests included. */
    OTHER
}
