package dev.memcore.spring.ai.session;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spring.ai.message.SpringMessages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.ai.session.SessionEvent;

/** The events of one session: their order, their version, and their compaction. The caller excludes other writers. */
final class SessionEvents {
    private SessionEvents() {}

    /** Stores an event once. The key may belong to an event of a deleted session with this id; then the next key is taken. */
    static Memory remember(StoredSession session, String eventId, Observation.Builder observation) {
        for (int attempt = 0; ; attempt++) {
            String key = SpringMessages.NAMES.key("event", session.id(), eventId, Integer.toString(attempt));
            Memory made =
                    session.space().remember(observation.idempotencyKey(key).build());
            if (made.status() != Status.FORGOTTEN) {
                return made;
            }
        }
    }

    /** Archives some events, removes those that neither list has, and adds new ones, in one commit. */
    static void compact(
            StoredSession session, List<StoredEvent> before, List<SessionEvent> archived, List<SessionEvent> retained) {
        Map<String, StoredEvent> stored = new HashMap<>();
        before.forEach(event -> stored.put(event.id(), event));
        Set<String> staying = new HashSet<>();
        List<MemoryOp> operations = new ArrayList<>();
        for (StoredEvent event : visible(before)) {
            if (event.isArchived()) {
                event.placed(staying.size(), true).ifPresent(operations::add);
                staying.add(event.id());
            }
        }
        int archivedEnd = archived.size();
        List<SessionEvent> order = new ArrayList<>(archived);
        order.addAll(retained);
        for (int at = 0; at < order.size(); at++) {
            SessionEvent event = order.get(at);
            if (!staying.contains(event.getId())) {
                StoredEvent present = stored.computeIfAbsent(
                        event.getId(), id -> new StoredEvent(remember(session, id, StoredEvent.compacted(event))));
                present.placed(staying.size(), at < archivedEnd).ifPresent(operations::add);
                staying.add(event.getId());
            }
        }
        visible(before).stream()
                .filter(event -> !staying.contains(event.id()))
                .map(StoredEvent::removed)
                .forEach(operations::add);
        operations.add(session.compacted());
        session.space().apply(operations);
    }

    /** The number of events that were appended, plus the number of compactions. */
    static long version(StoredSession session, List<StoredEvent> events) {
        return events.stream().filter(StoredEvent::isAppended).count() + session.compactions();
    }

    /** All events of a session, in the order in which they were stored, including removed ones. */
    static List<StoredEvent> all(StoredSession session) {
        return session.memories().stream()
                .map(StoredEvent::new)
                .filter(StoredEvent::isEvent)
                .toList();
    }

    /** The events that a session shows, in their order. */
    static List<StoredEvent> visible(List<StoredEvent> events) {
        return events.stream()
                .filter(event -> !event.isRemoved())
                .sorted(Comparator.comparingLong(StoredEvent::place))
                .toList();
    }
}
