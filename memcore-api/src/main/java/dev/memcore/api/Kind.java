package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What sort of memory it is. The set is open: the constants are common kinds, and {@link #of} makes any other. Two kinds are equal
 * if their names are.
 *
 * @param name 1 to 256 characters, without control characters
 */
public record Kind(String name) implements Comparable<Kind> {
    /** One message of a conversation. */
    public static final Kind TURN = new Kind("turn");

    /** A statement held to be true. */
    public static final Kind FACT = new Kind("fact");

    /** A bounded stretch of experience. */
    public static final Kind EPISODE = new Kind("episode");

    /** Text that condenses other memories. */
    public static final Kind SUMMARY = new Kind("summary");

    /** What is known of a person. */
    public static final Kind PROFILE = new Kind("profile");

    /** A conclusion drawn from other memories. */
    public static final Kind INSIGHT = new Kind("insight");

    /** How something is done. */
    public static final Kind PROCEDURE = new Kind("procedure");

    /** What went wrong or right, and what to do next time. */
    public static final Kind LESSON = new Kind("lesson");

    /** A named text of bounded length, see {@link Blocks}; neither recalled nor listed unless asked for by this kind. */
    public static final Kind BLOCK = new Kind("block");

    /** A note of the store's own, such as how far back a scope's history goes; hidden like a block. */
    public static final Kind RECORD = new Kind("record");

    /** Anything else worth keeping; the default outside a session. */
    public static final Kind NOTE = new Kind("note");

    private static final Map<String, Kind> COMMON = Stream.of(
                    TURN, FACT, EPISODE, SUMMARY, PROFILE, INSIGHT, PROCEDURE, LESSON, BLOCK, RECORD, NOTE)
            .collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

    /** Checks the name. */
    public Kind {
        Arguments.name(name, "kind");
    }

    /** The kind of a name, such as {@code Kind.of("recipe")}. */
    public static Kind of(String name) {
        Kind common = COMMON.get(Arguments.present(name, "kind"));
        return common == null ? new Kind(name) : common;
    }

    /** Whether memories of this kind are only found by who asks for the kind. */
    public boolean isHidden() {
        return equals(BLOCK) || equals(RECORD);
    }

    /** Orders kinds by name. */
    @Override
    public int compareTo(Kind other) {
        return name.compareTo(other.name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
