package dev.memcore.bench.soak.model;

import dev.memcore.api.error.ErrorCode;
import java.util.Locale;
import java.util.Set;

/**
 * One operation on a scope, with all data that is needed to repeat it on another store. Memories are named by their
 * numbers within the scope, which are also the numbers of their unique words.
 *
 * @param kind what is done
 * @param target the memory that is meant, or the first number of new ones
 * @param other another memory, the number of a new word, a session, a key, or a count, as the kind says
 * @param salt decides everything else
 * @param interrupt whether the calling thread is interrupted
 */
public record Step(Kind kind, int target, int other, long salt, Interrupt interrupt) {
    /** The kinds of steps. */
    public enum Kind {
        /** A note. */
        REMEMBER(true),
        /** A note with an idempotency key. */
        REMEMBER_ONCE(true),
        /** The same observation again, with the same idempotency key. */
        REMEMBER_AGAIN(true),
        /** Several notes in one commit. */
        BATCH(true),
        /** A sentence that other memories of the scope say, too. */
        DUPLICATE(true),
        /** A note that is derived from another memory. */
        DERIVE(true),
        /** A message of a session. */
        TURN(true),
        /** A short reply, which many sessions have. */
        REPLY(true),
        /** Several messages in one commit. */
        TURNS(true),
        /** An assistant's message with tool calls, whose ids are the same in every exchange. */
        CALL(true),
        /** The result of a tool call. */
        RESULT(true),
        /** A fact with a key. */
        FACT(true),
        /** A fact with a key and an interval of validity. */
        TIMED_FACT(true),
        /** A new text. */
        REVISE(true, ErrorCode.CONFLICT),
        /** A new search key. */
        REKEY(true),
        /** Pins. */
        PIN(true),
        /** Unpins. */
        UNPIN(true),
        /** Links two memories. */
        LINK(true),
        /** Takes the link away. */
        UNLINK(true),
        /** Moves to another tier. */
        MOVE(true),
        /** Sets the importance. */
        ADJUST(true),
        /** Holds a memory back. */
        QUARANTINE(true, ErrorCode.CONFLICT),
        /** Releases it. */
        RELEASE(true),
        /** Forgets a memory and what was derived from it. */
        FORGET(true),
        /** Erases a memory and what was derived from it. */
        ERASE(true),
        /** Erases all memories of the scope; its life is over. */
        ERASE_ALL(true),
        /** Takes back the last commit that changed a memory. */
        UNDO(true, ErrorCode.CONFLICT, ErrorCode.BEYOND_RETENTION, ErrorCode.NOT_FOUND),
        /** Reports a use. */
        FEEDBACK(true),
        /** Records the moment, so that this state is read again later. */
        MARK(true),
        /** Looks for a memory by its word. */
        RECALL(false),
        /** Reads a memory. */
        GET(false),
        /** Lists the scope. */
        LIST(false),
        /** Reads the window of a session. */
        WINDOW(false),
        /** Walks along links. */
        WALK(false),
        /** Reads the history of a memory. */
        HISTORY(false),
        /** Reads the state at a marked moment. */
        AS_OF(false),
        /** Asks for the fact of a key that holds now. */
        FACT_NOW(false),
        /** Asks for the fact of a key that held, or will hold, at some moment. */
        FACT_AT(false),
        /** Reads the use of a memory. */
        USAGE(false),
        /** Reads everything. */
        VERIFY(false);

        private final boolean changes;

        @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
        private final Set<ErrorCode> allowed;

        Kind(boolean changes, ErrorCode... allowed) {
            this.changes = changes;
            this.allowed = Set.of(allowed);
        }

        /** Whether the model changes with it. */
        public boolean changes() {
            return changes;
        }

        /** Whether it may fail in this way on a memory that another thread, or a policy, has changed. */
        public boolean allows(ErrorCode code) {
            return allowed.contains(code);
        }
    }

    /**
     * Whether the calling thread is interrupted: not at all, before the call, or a number of microseconds after its
     * start.
     *
     * @param micros -1: not at all; 0: before the call
     */
    public record Interrupt(long micros) {
        /** Not at all. */
        public static final Interrupt NONE = new Interrupt(-1);
        /** Before the call. */
        public static final Interrupt BEFORE = new Interrupt(0);

        /** Whether the thread is not interrupted. */
        public boolean isNone() {
            return micros < 0;
        }

        /** Whether the thread is interrupted before the call. */
        public boolean isBefore() {
            return micros == 0;
        }
    }

    /** Creates a step without an interrupt. */
    public Step(Kind kind, int target, int other, long salt) {
        this(kind, target, other, salt, Interrupt.NONE);
    }

    /** Returns this step with an interrupt. */
    public Step with(Interrupt other) {
        return new Step(kind, target, this.other, salt, other);
    }

    /** The step in one line. */
    public String line() {
        return kind + " " + target + " " + other + " " + salt + " " + interrupt.micros();
    }

    /** The step of a line that {@link #line} has made. */
    public static Step parse(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length != 5) {
            throw new IllegalArgumentException("this is no step: " + line);
        }
        return new Step(
                Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                new Interrupt(Long.parseLong(words[4])));
    }
}
