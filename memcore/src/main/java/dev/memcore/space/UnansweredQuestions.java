package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Excludes a question that was added to a session from its own results: see {@link
 * dev.memcore.api.MemoryView#recall(MemoryQuery)}.
 *
 * <p>Messages that this process added recently are cached by their text, so a search excludes them from the start.
 * Other messages (of an earlier process, of another scope, of a view of the past) are detected among the hits, and the
 * search is repeated without them. Whether a message is unanswered is read from the index: one page of the messages
 * after it in its session.
 *
 * <p>Safe for use by several threads.
 */
final class UnansweredQuestions {
    /** The number of cached texts; a chat needs one for each active session. */
    private static final int MAX_TEXTS = 1_000;

    /** The longest cached text. Longer ones are detected among the hits. */
    private static final int MAX_CHARS = 4_096;

    /**
     * If more messages than this follow a message in its session, it counts as answered. Also the maximum number of
     * cached messages of one text.
     */
    private static final int MAX_LATER = 16;

    /** The maximum number of repeated searches. */
    private static final int MAX_REPEATS = 3;

    private final MemoryIndex index;
    private final Map<Asked, Set<MemoryId>> recent = new RecentlyUsed<>();

    private record Asked(Scope scope, String text) {}

    /** A map that drops the least recently used entry. */
    private static final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        RecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MAX_TEXTS;
        }
    }

    UnansweredQuestions(MemoryIndex index) {
        this.index = index;
    }

    /** Adds new versions. */
    void published(List<Memory> versions) {
        for (Memory version : versions) {
            if (version.version() == 1
                    && isQuestion(version, version.text().strip())
                    && version.text().length() <= MAX_CHARS) {
                Asked asked = new Asked(version.scope(), version.text().strip());
                synchronized (recent) {
                    Set<MemoryId> ids = recent.computeIfAbsent(asked, key -> new LinkedHashSet<>());
                    ids.add(version.id());
                    if (ids.size() > MAX_LATER) {
                        ids.remove(ids.iterator().next());
                    }
                }
            }
        }
    }

    /** Searches the index without the messages that are the question itself. */
    RecallResult search(Principal reader, MemoryQuery query, ReadTime time) {
        MemoryQuery asked = without(query, known(reader, query, time));
        RecallResult result = index.search(reader, asked, time);
        for (int i = 0; i < MAX_REPEATS; i++) {
            Set<MemoryId> found = new LinkedHashSet<>();
            for (Recalled hit : result.hits()) {
                if (isItself(reader, hit.memory(), query, time)) {
                    found.add(hit.memory().id());
                }
            }
            if (found.isEmpty()) {
                return result;
            }
            asked = without(asked, found);
            result = index.search(reader, asked, time);
        }
        return result;
    }

    private Set<MemoryId> known(Principal reader, MemoryQuery query, ReadTime time) {
        List<MemoryId> ids;
        synchronized (recent) {
            ids = List.copyOf(
                    recent.getOrDefault(new Asked(reader.scope(), query.text().strip()), Set.of()));
        }
        Set<MemoryId> known = new LinkedHashSet<>();
        for (MemoryId id : ids) {
            index.get(id, time)
                    .filter(memory -> isItself(reader, memory, query, time))
                    .ifPresent(memory -> known.add(id));
        }
        return known;
    }

    private boolean isItself(Principal reader, Memory memory, MemoryQuery query, ReadTime time) {
        return reader.sees(memory) && isQuestion(memory, query.text().strip()) && isUnanswered(reader, memory, time);
    }

    private static boolean isQuestion(Memory memory, String text) {
        return memory.role() == Role.USER
                && memory.session() != null
                && memory.text().strip().equals(text);
    }

    private boolean isUnanswered(Principal reader, Memory question, ReadTime time) {
        String session = question.session();
        if (session == null) {
            return false;
        }
        MemoryFilter filter =
                MemoryFilter.builder().session(session).whenever().build().everywhere();
        Page later = index.list(reader, filter, question.id(), MAX_LATER, time);
        return later.next() == null && later.memories().stream().noneMatch(memory -> answers(memory, question));
    }

    private static boolean answers(Memory later, Memory question) {
        return later.role() == Role.ASSISTANT
                && later.toolCallIds().isEmpty()
                && later.scope().equals(question.scope());
    }

    private static MemoryQuery without(MemoryQuery query, Set<MemoryId> ids) {
        int room = MemoryFilter.MAX_EXCLUDED - query.filter().excluded().size();
        return ids.isEmpty() || ids.size() > room
                ? query
                : query.toBuilder().excluding(ids).build();
    }
}
