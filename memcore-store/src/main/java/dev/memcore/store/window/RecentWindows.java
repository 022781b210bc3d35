package dev.memcore.store.window;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.api.Memory;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CacheStats;
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
 * A cache of the latest messages of the sessions in use. Messages that are not cached are loaded, so the cache affects
 * only the speed.
 *
 * <p>A message is an {@linkplain dev.memcore.api.Status#ACTIVE active} memory of a session that was not derived from
 * other memories. Messages are ordered by id, which is the order in which they were made.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads. Starts no threads.
 *   <li><b>Visibility.</b> A window shows every version that was passed to {@link #published} before, and everything
 *       that the loader sees. A version must be visible to the loader <em>before</em> it is published here. Otherwise a
 *       window could miss it.
 *   <li><b>Waiting.</b> {@code published} never waits for a load. It takes O(1) for each new message, amortized, and a
 *       copy of the session's references for each message that changed.
 *   <li><b>Bounds.</b> Sessions that are used seldom are dropped if there are too many of them, or if all messages
 *       together take more than 64 MiB, by an estimate. Of each session, a limited number of messages is cached. A
 *       window with room for more messages loads them, and does not cache them.
 * </ul>
 */
public final class RecentWindows {
    /** The largest estimated heap size of all messages, in bytes. */
    private static final long MOST_BYTES = 64L << 20;

    private final Loader loader;
    private final int messages;
    private final Cache<Session, CachedSession> sessions;

    /** Loads the latest messages of a session. */
    @FunctionalInterface
    public interface Loader {
        /**
         * Returns the latest messages of a session, in any order. The list may also contain older messages, and
         * memories that are not messages.
         *
         * @param scope exactly the scope of the session's memories
         * @param atLeast the number of messages that are wanted; fewer mean that there are no more
         */
        List<Memory> load(Scope scope, String session, int atLeast);
    }

    private record Session(Scope scope, String id) {}

    /**
     * Creates an empty cache.
     *
     * @param maxSessions the maximum number of cached sessions
     * @param maxMessages the maximum number of cached messages of a session
     * @param loader called for messages that are not cached
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if one of the numbers is not positive
     */
    public RecentWindows(int maxSessions, int maxMessages, Loader loader) {
        this(maxSessions, maxMessages, MOST_BYTES, loader);
    }

    /** Creates an empty cache with a limit on its estimated heap size, in bytes. */
    RecentWindows(int maxSessions, int maxMessages, long mostBytes, Loader loader) {
        if (maxSessions < 1 || maxMessages < 1) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "sessions and messages must be positive, but are " + maxSessions + " and " + maxMessages);
        }
        this.loader = loader;
        this.messages = maxMessages;
        // A session weighs at least its share, so that the number of sessions is limited, too. Caffeine runs its work
        // on the caller's thread, because this library starts no hidden threads.
        long share = Math.max(1, mostBytes / maxSessions);
        this.sessions = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((Session session, CachedSession kept) ->
                        (int) Math.min(Integer.MAX_VALUE, Math.max(share, kept.bytes())))
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** Returns how the cache is used. */
    public CacheStats cache() {
        var used = sessions.stats();
        return new CacheStats(used.hitCount(), used.missCount(), sessions.estimatedSize());
    }

    /** Returns the window of a session for a reader who may see all of it. */
    public List<Memory> window(Scope scope, String session, int tokens, TokenCounter counter) {
        return window(scope, session, message -> true, tokens, counter);
    }

    /**
     * Returns the latest messages that fit into a budget, oldest first, as a list that chat models accept: every result
     * directly follows the message that makes its call, and every call is answered before the next message that is not
     * a result.
     *
     * <ul>
     *   <li>Results are paired with calls as {@link dev.memcore.spi.ToolExchanges} defines. A call and its results are
     *       returned together or not at all. If other messages came between them, call and results are placed where the
     *       last result is.
     *   <li>A call without all of its results is left out together with its results, unless only results follow it.
     *       Then it comes last, because the agent is still running its tools.
     *   <li>Results that answer no call are left out.
     * </ul>
     *
     * <p>O(cached messages), plus the loader's costs if the session is not cached, or if the budget has room for more
     * messages than are cached. In the second case O(messages in the window), which are read by up to log2(messages in
     * the window / cached messages) + 1 loads.
     *
     * @param visible accepts the messages that the reader may see and that are in force; others are left out before
     *     anything is counted
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
     * Returns the tokens of a session's messages, or of a part of them that has at least {@code enough} tokens. The
     * costs are those of a window of that number of tokens.
     *
     * @param which accepts the messages that are counted
     * @param enough the number of tokens from which on the exact number does not matter
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
     * Adds new versions, in the order in which they were made. New messages are added to their session's window.
     * Changed messages replace their older versions. Messages that are no longer active are removed.
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
     * Adds versions to a session if it is cached. Otherwise its next load will see these versions. This must use {@code
     * compute}, which is atomic in both cases, and updates the weight.
     */
    private void take(Session session, List<Memory> changed) {
        sessions.asMap().compute(session, (key, kept) -> {
            if (kept != null) {
                kept.take(changed);
            }
            return kept;
        });
    }

    /** Returns the cached messages of a session. Loads and caches them first if necessary. */
    private RecentMessages kept(Session session) {
        AtomicBoolean loaded = new AtomicBoolean();
        CachedSession kept = sessions.get(session, key -> new CachedSession());
        RecentMessages known = kept.messages(() -> {
            loaded.set(true);
            return load(session, messages);
        });
        if (loaded.get()) {
            sessions.asMap().computeIfPresent(session, (key, present) -> present); // updates its weight
        }
        return known;
    }

    /** Applies a function to the latest messages, and to more and more of them until its result is not null. */
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
