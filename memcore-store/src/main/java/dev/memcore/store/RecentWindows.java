package dev.memcore.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.Scope;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The latest messages of the sessions in use, in memory; what is not there is loaded, so nothing depends on it but speed.
 *
 * <p>A message is an {@linkplain dev.memcore.api.Status#ACTIVE active} memory of a session that was not derived from other
 * memories. Messages are ordered by id, which is the order in which they were made.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads; starts none.
 *   <li><b>Visibility.</b> A window shows every version passed to {@link #published} before, and everything that the loader
 *       sees. So that nothing falls between the two, a version must be visible to the loader <em>before</em> it is
 *       published here.
 *   <li><b>Waiting.</b> {@code published} waits while the same session is being loaded; the loader must therefore not wait
 *       for whoever publishes.
 *   <li><b>Bounds.</b> The sessions used least recently are dropped; of each session, about twice the number of messages
 *       that a window may have is kept.
 * </ul>
 */
public final class RecentWindows {
    private final Loader loader;
    private final int messages;
    private final Cache<Session, RecentMessages> sessions;

    /** Finds the latest messages of a session where the truth is. */
    @FunctionalInterface
    public interface Loader {
        /**
         * The latest messages of a session, in any order. Others than messages, and older ones, do no harm if they come
         * on top of those that are wanted.
         *
         * @param scope the scope of the session's memories, exactly
         * @param atLeast how many messages are wanted; fewer say that there are no more
         */
        List<Memory> load(Scope scope, String session, int atLeast);
    }

    private record Session(Scope scope, String id) {}

    /**
     * Empty windows.
     *
     * @param maxSessions how many sessions are kept
     * @param maxMessages how many messages a window has at most
     * @param loader called for a session that is not kept
     */
    public RecentWindows(int maxSessions, int maxMessages, Loader loader) {
        if (maxSessions < 1 || maxMessages < 1) {
            throw new MemoryException(
                    ErrorCode.INVALID_ARGUMENT,
                    "sessions and messages must be positive, but are " + maxSessions + " and " + maxMessages);
        }
        this.loader = loader;
        this.messages = maxMessages;
        // On the caller's thread, since this library starts none that nobody knows of.
        this.sessions = Caffeine.newBuilder()
                .maximumSize(maxSessions)
                .executor(Runnable::run)
                .build();
    }

    /** The window of a session for a reader who may see all of it. */
    public List<Memory> window(Scope scope, String session, int tokens, TokenCounter counter) {
        return window(scope, session, message -> true, tokens, counter);
    }

    /**
     * The latest messages that fit into a budget, oldest first: an end of the session, cut so that messages which share a
     * tool call stay together. The result of a tool whose call is not in the window is left out; one that names no call
     * belongs to the message before it. O(messages), and the loader's costs on a miss.
     *
     * @param visible which messages the reader may see, and are in force; others are left out before anything is counted
     * @param tokens the budget, in tokens of the counter
     */
    public List<Memory> window(
            Scope scope, String session, Predicate<Memory> visible, int tokens, TokenCounter counter) {
        List<Memory> known =
                messages(new Session(scope, session)).stream().filter(visible).toList();
        return new TurnWindow(known).latest(messages, tokens, counter);
    }

    /**
     * Takes in new versions, in the order of their making: new messages join their session's window, changed ones take the
     * place of their older versions, those no longer active leave.
     */
    public void published(List<Memory> versions) {
        Map<Session, List<Memory>> bySession = new LinkedHashMap<>();
        for (Memory version : versions) {
            String session = version.session();
            if (session != null) {
                bySession
                        .computeIfAbsent(new Session(version.scope(), session), key -> new ArrayList<>())
                        .add(version);
            }
        }
        bySession.forEach(this::take);
    }

    /**
     * A session that is not kept stays so: it will be loaded with these. This must be {@code compute}, which waits for a
     * load under way; {@code computeIfPresent} would find nothing and pass by, and what the load missed would be lost.
     */
    private void take(Session session, List<Memory> changed) {
        sessions.asMap().compute(session, (key, present) -> present == null ? null : present.with(changed));
    }

    private List<Memory> messages(Session session) {
        return sessions.get(session, this::load).messages();
    }

    private RecentMessages load(Session session) {
        int wanted = RecentMessages.capacity(messages);
        List<Memory> loaded = loader.load(session.scope(), session.id(), wanted);
        return RecentMessages.loaded(loaded, wanted);
    }
}
