package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kind of a memory. The set is open: the constants are common kinds, and {@link #of} creates any other kind. Two
 * kinds are equal if their names are equal.
 *
 * @param name 1 to 256 characters, without control characters
 */
public record Kind(String name) implements Comparable<Kind> {
    /** One message of a conversation. */
    public static final Kind TURN = new Kind("turn");

    /** A statement that is considered true. */
    public static final Kind FACT = new Kind("fact");

    /** An event or experience that is limited in time. */
    public static final Kind EPISODE = new Kind("episode");

    /** A summary of other memories. */
    public static final Kind SUMMARY = new Kind("summary");

    /** Knowledge about a person. */
    public static final Kind PROFILE = new Kind("profile");

    /** A conclusion drawn from other memories. */
    public static final Kind INSIGHT = new Kind("insight");

    /** Instructions for a task. */
    public static final Kind PROCEDURE = new Kind("procedure");

    /** The outcome of past actions, with advice for the next time. */
    public static final Kind LESSON = new Kind("lesson");

    /** A named text of limited length, see {@link Blocks}. Recalled or listed only if a filter names this kind. */
    public static final Kind BLOCK = new Kind("block");

    /**
     * An internal record of the store, for example the start of a scope's history. Recalled or listed only if a filter
     * names this kind.
     */
    public static final Kind RECORD = new Kind("record");

    /** Any other memory; the default outside a session. */
    public static final Kind NOTE = new Kind("note");

    private static final Map<String, Kind> COMMON = Stream.of(
                    TURN, FACT, EPISODE, SUMMARY, PROFILE, INSIGHT, PROCEDURE, LESSON, BLOCK, RECORD, NOTE)
            .collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

    /** Checks the name. */
    public Kind {
        Arguments.name(name, "kind");
    }

    /** Returns the kind with a name, for example {@code Kind.of("recipe")}. */
    public static Kind of(String name) {
        Kind common = COMMON.get(Arguments.present(name, "kind"));
        return common == null ? new Kind(name) : common;
    }

    /** Returns whether memories of this kind are recalled or listed only if a filter names the kind. */
    public boolean isHidden() {
        return equals(BLOCK) || equals(RECORD);
    }

    /** Orders kinds by name. */
    @Override
    public int compareTo(Kind other) {
        return name.compareTo(other.name);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
