package dev.memcore.spring.ai;

import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import org.jspecify.annotations.Nullable;

/**
 * The scope and the session of a conversation, as one text that Spring AI can use as a conversation id.
 *
 * <p>The text has four parts that are separated by slashes: tenant, user, agent, session, for example {@code
 * acme/alice/-/chat-1}. A user or agent that is not set is a hyphen. Within a part, {@code %} is written as {@code %25},
 * a slash as {@code %2F}, and a part that is only a hyphen as {@code %2D}. Different conversations have different texts,
 * and {@link #parse} accepts exactly the texts that {@link #toString} returns.
 *
 * <p>The text decides whose memories are read. Build it from the authenticated user, and never accept it from a client.
 *
 * @param scope the scope
 * @param session the session within the scope, a name of 1 to 256 characters
 */
public record ConversationId(Scope scope, String session) {
    private static final String NONE = "-";
    private static final int PARTS = 4;

    /**
     * Checks the parts.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} or {@link ErrorCode#LIMIT_EXCEEDED} if the scope is
     *     null or the session is not a valid name
     */
    public ConversationId {
        Arguments.present(scope, "scope");
        Arguments.name(session, "session");
    }

    /** Returns the id of a session of a user. */
    public static ConversationId of(String tenant, String user, String session) {
        return new ConversationId(Scope.of(tenant, user), session);
    }

    /**
     * Returns the id that a text contains.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if {@link #toString} never returns this text
     */
    public static ConversationId parse(String text) {
        String[] parts = Arguments.present(text, "conversation id").split("/", -1);
        if (parts.length == PARTS && !parts[0].equals(NONE) && !parts[PARTS - 1].equals(NONE)) {
            Scope scope = new Scope(unescaped(parts[0]), optional(parts[1]), optional(parts[2]));
            ConversationId id = new ConversationId(scope, unescaped(parts[PARTS - 1]));
            if (id.toString().equals(text)) {
                return id;
            }
        }
        throw Arguments.invalid(
                "a conversation id must have the form tenant/user/agent/session, as ConversationId writes"
                        + " it, but has " + parts.length + " parts and " + text.length() + " characters");
    }

    /** Returns the text that represents this id. */
    @Override
    public String toString() {
        return String.join(
                "/",
                escaped(scope.tenant()),
                optionalEscaped(scope.user()),
                optionalEscaped(scope.agent()),
                escaped(session));
    }

    private static String optionalEscaped(@Nullable String part) {
        return part == null ? NONE : escaped(part);
    }

    private static String escaped(String part) {
        return part.equals(NONE) ? "%2D" : part.replace("%", "%25").replace("/", "%2F");
    }

    private static @Nullable String optional(String part) {
        return part.equals(NONE) ? null : unescaped(part);
    }

    private static String unescaped(String part) {
        return part.replace("%2D", NONE).replace("%2F", "/").replace("%25", "%");
    }
}
