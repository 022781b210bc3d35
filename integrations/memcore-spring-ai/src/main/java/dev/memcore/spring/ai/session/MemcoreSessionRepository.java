package dev.memcore.spring.ai.session;

import dev.memcore.adapter.KeyedLocks;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.session.EventFilter;
import org.springframework.ai.session.Session;
import org.springframework.ai.session.SessionEvent;
import org.springframework.ai.session.SessionRepository;

/**
 * Stores the sessions of Spring AI Session in memcore. Needs the artifact {@code org.springaicommunity:spring-ai-session}.
 *
 * <ul>
 *   <li><b>Scope.</b> A session and its events belong to the scope of its user in one tenant, so an erasure of this scope
 *       removes them. The user of a session cannot be changed. A session id is the name of a session of memcore.
 *   <li><b>Events.</b> Each event is one memory, as in {@link dev.memcore.spring.ai.MemcoreChatMemoryRepository}, in one
 *       commit. An event with a known id is ignored.
 *   <li><b>Compaction.</b> {@link #compactEvents} changes nothing and returns false if the event version is not the
 *       expected one. Otherwise all changes are one commit. Events that it removes stay in memory, and recall finds them.
 *       The version is the number of events that were appended, plus the number of compactions.
 *   <li><b>Delete.</b> {@link #delete} forgets the session and its events, with everything derived from them.
 *   <li><b>Threads.</b> Safe for use by several threads, also through several repositories of one process.
 *   <li><b>Errors.</b> {@link IllegalArgumentException} if a session does not exist, as the interface demands; otherwise
 *       {@link dev.memcore.api.error.MemoryException}.
 * </ul>
 *
 * <p>Reads and writes cost O(events of the session). The first access to a session id, and {@link #findExpiredSessionIds},
 * cost O(users of the tenant).
 */
public final class MemcoreSessionRepository implements SessionRepository {
    private static final KeyedLocks LOCKS = new KeyedLocks();

    private record Key(String tenant, String sessionId) {}

    private static final int MOST_KNOWN = 10_000;

    private final MemoryManager manager;
    private final String tenant;

    /** The scopes of sessions that were found before. */
    private final Map<String, Scope> known = new ConcurrentHashMap<>();

    private MemcoreSessionRepository(MemoryManager manager, String tenant) {
        this.manager = manager;
        this.tenant = tenant;
    }

    /** Returns a repository for the sessions of the users of one tenant. */
    public static MemcoreSessionRepository ofTenant(MemoryManager manager, String tenant) {
        return new MemcoreSessionRepository(Arguments.present(manager, "manager"), Arguments.name(tenant, "tenant"));
    }

    @Override
    public Session save(Session session) {
        Arguments.present(session, "session");
        Scope scope = Scope.of(tenant, session.userId());
        Arguments.name(session.id(), "session id");
        exclusively(session.id(), () -> {
            Optional<StoredSession> present = find(session.id());
            if (present.isEmpty()) {
                StoredSession.create(manager.space(scope), session);
            } else {
                Arguments.require(
                        present.get().record().scope().equals(scope), "the user of a session cannot be changed");
                present.get().update(session);
            }
        });
        return session;
    }

    @Override
    public @Nullable Session findById(String sessionId) {
        return find(sessionId).map(StoredSession::session).orElse(null);
    }

    @Override
    public List<Session> findByUserId(String userId) {
        return StoredSession.all(manager.space(Scope.of(tenant, userId)))
                .map(StoredSession::session)
                .toList();
    }

    @Override
    public List<String> findExpiredSessionIds(Instant before) {
        Arguments.present(before, "before");
        return spaces().flatMap(StoredSession::all)
                .map(StoredSession::session)
                .filter(session ->
                        session.expiresAt() != null && session.expiresAt().isBefore(before))
                .map(Session::id)
                .toList();
    }

    @Override
    public void delete(String sessionId) {
        exclusively(
                sessionId,
                () -> find(sessionId).ifPresent(session -> {
                    // The session last: a repetition after a crash finds the remaining events.
                    SessionEvents.all(session)
                            .forEach(event ->
                                    session.space().forget(event.memory().id()));
                    session.space().forget(session.record().id());
                    known.remove(sessionId);
                }));
    }

    @Override
    public void appendEvent(SessionEvent event) {
        Arguments.present(event, "event");
        Observation.Builder observation = StoredEvent.appended(event);
        exclusively(
                event.getSessionId(),
                () -> SessionEvents.remember(existing(event.getSessionId()), event.getId(), observation));
    }

    @Override
    public boolean compactEvents(
            String sessionId,
            List<SessionEvent> archivedEvents,
            List<SessionEvent> retainedEvents,
            long expectedVersion) {
        Arguments.allPresent(archivedEvents, "archivedEvents");
        Arguments.allPresent(retainedEvents, "retainedEvents");
        boolean[] compacted = {false};
        exclusively(sessionId, () -> {
            StoredSession session = existing(sessionId);
            List<StoredEvent> before = SessionEvents.all(session);
            if (SessionEvents.version(session, before) == expectedVersion) {
                SessionEvents.compact(session, before, archivedEvents, retainedEvents);
                compacted[0] = true;
            }
        });
        return compacted[0];
    }

    @Override
    public long getEventVersion(String sessionId) {
        return find(sessionId)
                .map(session -> SessionEvents.version(session, SessionEvents.all(session)))
                .orElse(0L);
    }

    @Override
    public List<SessionEvent> findEvents(String sessionId, EventFilter filter) {
        Arguments.present(filter, "filter");
        List<SessionEvent> matching = find(sessionId).stream()
                .flatMap(session -> SessionEvents.visible(SessionEvents.all(session)).stream())
                .map(event -> event.event(sessionId))
                .filter(filter::matches)
                .toList();
        Integer last = filter.lastN();
        if (last != null && matching.size() > last) {
            matching = matching.subList(matching.size() - last, matching.size());
        }
        Integer size = filter.pageSize();
        if (size == null) {
            return List.copyOf(matching);
        }
        long skipped = (filter.page() == null ? 0L : filter.page()) * size;
        return matching.stream().skip(skipped).limit(size).toList();
    }

    private StoredSession existing(String sessionId) {
        return find(sessionId).orElseThrow(() -> new IllegalArgumentException("session not found: " + sessionId));
    }

    private Optional<StoredSession> find(String sessionId) {
        Arguments.name(sessionId, "session id");
        Scope scope = known.get(sessionId);
        Stream<StoredSession> here =
                scope == null ? Stream.empty() : StoredSession.find(manager.space(scope), sessionId);
        Optional<StoredSession> found = Stream.concat(
                        here, spaces().flatMap(space -> StoredSession.find(space, sessionId)))
                .findFirst();
        found.ifPresent(session -> {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(sessionId, session.record().scope());
        });
        return found;
    }

    private Stream<MemorySpace> spaces() {
        return Stream.of(tenant).flatMap(name -> manager.scopes(name).stream()).map(manager::space);
    }

    private void exclusively(String sessionId, Runnable action) {
        LOCKS.exclusively(new Key(tenant, sessionId), action);
    }
}
