package dev.memcore.api;

/** Names of common kinds of memory. The set is open: any name of 1 to 256 characters is a kind. */
public final class Kind {
    /** One message of a conversation. */
    public static final String TURN = "turn";
    /** A statement held to be true. */
    public static final String FACT = "fact";
    /** A bounded stretch of experience. */
    public static final String EPISODE = "episode";
    /** Text that condenses other memories. */
    public static final String SUMMARY = "summary";
    /** What is known of a person. */
    public static final String PROFILE = "profile";
    /** A conclusion drawn from other memories. */
    public static final String INSIGHT = "insight";
    /** How something is done. */
    public static final String PROCEDURE = "procedure";
    /** What went wrong or right, and what to do next time. */
    public static final String LESSON = "lesson";
    /** Anything else worth keeping; the default outside a session. */
    public static final String NOTE = "note";

    private Kind() {}
}
