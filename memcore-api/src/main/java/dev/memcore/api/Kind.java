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
    /** A named text of bounded length, see {@link Blocks}; neither recalled nor listed unless asked for by this kind. */
    public static final String BLOCK = "block";
    /** A note of the store's own, such as how far back a scope's history goes; hidden like a block. */
    public static final String RECORD = "record";
    /** Anything else worth keeping; the default outside a session. */
    public static final String NOTE = "note";

    private Kind() {}

    /** Whether memories of a kind are only found by who asks for the kind. */
    static boolean isHidden(String kind) {
        return kind.equals(BLOCK) || kind.equals(RECORD);
    }
}
