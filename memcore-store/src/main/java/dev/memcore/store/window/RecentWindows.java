package dev.memcore.store.window;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Memory;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages of the sessions in use, in memory; what is not there is loaded, so only speed depends on it.
 *
 * <p>A message is an {@linkplain dev.memcore.api.Status#ACTIVE active} memory of a session that was not derived from other
 * memories. Messages are ordered by id, which is the order in which they were made.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads; starts none.
 *   <li><b>Visibility.</b> A window shows every version passed to {@link #published} before, and everything that the loader
 *       sees. So that nothing falls between the two, a version must be visible to the loader <em>before</em> it is
 *       published here.
 *   <li><b>Waiting.</b> {@code published} never waits for a loading: it takes O(1) for each new message, amortised, and a copy
 *       of the session's references for each one that changed.
 *   <li><b>Bounds.</b> The sessions used least recently are dropped, when there are too many of them or all messages together
 *       take more than 64 MiB, by an estimate; of each session, a limited number of messages is kept.
 *       A window that has room for more loads them, and does not keep them.
 * </ul>
 */
public final class RecentWindows {
    /** So much heap all messages may take, by an estimate. */
    private static final long MOST_BYTES = 64L << 20;

    private final Loader loader;
    private final int messages;
    private final Cache<Session, CachedSession> sessions;

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
     * @param maxMessages how many messages of a session are kept
     * @param loader called for what is not kept
     */
    public RecentWindows(int maxSessions, int maxMessages, Loader loader) {
        this(maxSessions, maxMessages, MOST_BYTES, loader);
    }

    /** Windows that take so much heap at most. */
    RecentWindows(int maxSessions, int maxMessages, long mostBytes, Loader loader) {
        if (maxSessions < 1 || maxMessages < 1) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "sessions and messages must be positive, but are " + maxSessions + " and " + maxMessages);
        }
        this.loader = loader;
        this.messages = maxMessages;
        // A session weighs at least its share, so that there are never too many. On the caller's thread, since this
        // library
        // starts none that nobody knows of.
        long share = Math.max(1, mostBytes / maxSessions);
        this.sessions = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((Session session, CachedSession kept) ->
                        (int) Math.min(Integer.MAX_VALUE, Math.max(share, kept.bytes())))
                .executor(Runnable::run)
                .build();
    }

    /** The window of a session for a reader who may see all of it. */
    public List<Memory> window(Scope scope, String session, int tokens, TokenCounter counter) {
        return window(scope, session, message -> true, tokens, counter);
    }

    /**
     * The latest messages that fit into a budget, oldest first, as a list that chat models accept: every result directly
     * follows the message that makes its call, and every call is answered before the next message that is not a result.
     *
     * <ul>
     *   <li>Results are paired with calls as {@link dev.memcore.spi.ToolExchanges} says. A call and its results come
     *       together or not at all. If other messages came between, they stand where the last result stands.
     *   <li>A call without all of its results is left out, and so are its results, unless no message but results follows it:
     *       then it comes last, since the agent is still running its tools.
     *   <li>Results that answer nothing are left out.
     * </ul>
     *
     * <p>O(messages kept), and the loader's costs if the session is not kept, or if the budget has room for more than is
     * kept; then O(messages in the window), read by up to log2(messages in the window / messages kept) + 1 loads.
     *
     * @param visible which messages the reader may see, and are in force; others are left out before anything is counted
     * @param tokens the budget, in tokens of the counter
     */
    public List<Memory> window(
            Scope scope, String session, Predicate<Memory> visible, int tokens, TokenCounter counter) {
        return ofEnough(new Session(scope, session), known -> {
            List<Memory> shown = known.messages().stream().filter(visible).toList();
            TurnWindow window = TurnWindow.of(shown, known.isComplete(), tokens, counter);
            return window.settled() ? window.messages() : null;
        });
    }

    /**
     * The tokens of a session's messages, or a part of them that reaches a number. The costs are those of a window of that
     * number of tokens.
     *
     * @param which the messages that are counted
     * @param enough from which number on it does not matter how many more there are
     */
    public long tokens(Scope scope, String session, Predicate<Memory> which, long enough, TokenCounter counter) {
        return ofEnough(new Session(scope, session), known -> {
            long tokens = known.messages().stream()
                    .filter(which)
                    .mapToLong(message -> counter.count(message.text()))
                    .sum();
            return tokens >= enough || known.isComplete() ? tokens : null;
        });
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
     * A session that is not kept stays so: whoever keeps it later loads it with these. This must be {@code compute}, which is
     * atomic whether the session is kept or not, and weighs it anew.
     */
    private void take(Session session, List<Memory> changed) {
        sessions.asMap().compute(session, (key, kept) -> {
            if (kept != null) {
                kept.take(changed);
            }
            return kept;
        });
    }

    /** The messages that are kept of a session; keeps and loads it first if it is not. */
    private RecentMessages kept(Session session) {
        AtomicBoolean loaded = new AtomicBoolean();
        CachedSession kept = sessions.get(session, key -> new CachedSession());
        RecentMessages known = kept.messages(() -> {
            loaded.set(true);
            return load(session, messages);
        });
        if (loaded.get()) {
            sessions.asMap().computeIfPresent(session, (key, present) -> present); // weighs it anew
        }
        return known;
    }

    /** What can be said of the latest messages; of more and more of them, until it is not null. */
    private <T> T ofEnough(Session session, Function<RecentMessages, @Nullable T> answer) {
        RecentMessages known = kept(session);
        T found = answer.apply(known);
        for (int wanted = messages; found == null; ) {
            wanted = (int) Math.min(Integer.MAX_VALUE, 2L * wanted);
            found = answer.apply(load(session, wanted));
        }
        return found;
    }

    private RecentMessages load(Session session, int wanted) {
        return RecentMessages.loaded(loader.load(session.scope(), session.id(), wanted), wanted);
    }
}
