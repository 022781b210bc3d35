package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.Principal;
import dev.memcore.api.report.SessionSummary;
import dev.memcore.component.IndexPages;
import dev.memcore.spi.index.MemoryIndex;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the sessions of a scope from its messages. */
final class SessionList {
    private static final Comparator<SessionSummary> LATEST_FIRST =
            Comparator.comparing(SessionSummary::last).reversed().thenComparing(SessionSummary::id);

    private final Map<String, SessionSummary> sessions = new LinkedHashMap<>();

    private SessionList() {}

    /** The sessions of exactly the reader's scope. The session with the latest message comes first. */
    static List<SessionSummary> of(MemoryIndex index, Principal reader, Instant now) {
        SessionList list = new SessionList();
        new IndexPages((after, limit) -> index.scan(reader.scope(), after, limit)).forEachRemaining(memory -> {
            if (reader.sees(memory) && memory.inForceAt(now)) {
                list.add(memory);
            }
        });
        return list.sessions.values().stream().sorted(LATEST_FIRST).toList();
    }

    private void add(Memory memory) {
        String id = memory.session();
        if (id != null && memory.derivedFrom().isEmpty()) {
            Instant when = memory.when().start();
            sessions.merge(id, new SessionSummary(id, 1, when, when), SessionList::joined);
        }
    }

    private static SessionSummary joined(SessionSummary one, SessionSummary other) {
        return new SessionSummary(
                one.id(),
                one.messages() + other.messages(),
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last());
    }
}
