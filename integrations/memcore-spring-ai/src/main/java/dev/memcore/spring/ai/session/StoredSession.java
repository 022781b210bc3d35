package dev.memcore.spring.ai.session;

import dev.memcore.adapter.ExactScope;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spring.ai.message.JsonValues;
import dev.memcore.spring.ai.message.SpringMessages;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.session.Session;

/**
 * The memory that describes a session: a pinned memory in the archive of its user, without a session of memcore.
 *
 * @param space the space of the user
 * @param record the memory
 */
record StoredSession(MemorySpace space, Memory record) {
    private static final Kind KIND = Kind.of("chat-session");
    private static final String ID = SpringMessages.NAMES.attribute("session");
    private static final String COMPACTIONS = SpringMessages.NAMES.attribute("compactions");
    private static final int JSON_PARTS = 40;

    /** Returns the sessions of exactly the scope of a space. */
    static Stream<StoredSession> all(MemorySpace space) {
        return list(space, sessions().build());
    }

    /** Returns the session with an id; empty if the scope has none. */
    static Stream<StoredSession> find(MemorySpace space, String id) {
        return list(space, sessions().attribute(ID, id).build());
    }

    private static MemoryFilter.Builder sessions() {
        return MemoryFilter.builder().kind(KIND).tier(Tier.ARCHIVE);
    }

    private static Stream<StoredSession> list(MemorySpace space, MemoryFilter filter) {
        return ExactScope.list(space, filter).stream().map(memory -> new StoredSession(space, memory));
    }

    static void create(MemorySpace space, Session session) {
        Observation.Builder observation = Observation.builder("session")
                .kind(KIND)
                .tier(Tier.ARCHIVE)
                .pinned(true)
                .attribute(ID, session.id());
        json(session).forEach(observation::attribute);
        space.remember(observation.build());
    }

    /** Returns the memories of the messages of the session, in all tiers, oldest first. */
    List<Memory> memories() {
        MemoryFilter filter = MemoryFilter.builder()
                .attribute(SpringMessages.TRANSLATION.chatAttribute(), id())
                .build();
        return ExactScope.list(space, filter.everywhere());
    }

    void update(Session session) {
        Map<String, AttributeValue> json = json(session);
        Set<String> removed = new HashSet<>(record.attributes().keySet());
        removed.removeAll(json.keySet());
        removed.remove(ID);
        removed.remove(COMPACTIONS);
        space.apply(List.of(new MemoryOp.SetAttributes(record.id(), json, removed, SpringMessages.NAMES.cause())));
    }

    private static Map<String, AttributeValue> json(Session session) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("user", session.userId());
        json.put("created", session.createdAt());
        json.put("expires", session.expiresAt());
        json.put("metadata", session.metadata());
        return SpringMessages.NAMES.json().of(JsonValues.write(json), JSON_PARTS, "a session");
    }

    Session session() {
        Map<?, ?> json = (Map<?, ?>) Objects.requireNonNull(
                JsonValues.read(SpringMessages.NAMES.json().in(record.observation())), "a session has no JSON");
        Map<String, Object> metadata = new HashMap<>();
        if (json.get("metadata") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> metadata.put(name.toString(), value));
        }
        Session.Builder session = Session.builder()
                .id(id())
                .userId(String.valueOf(json.get("user")))
                .metadata(metadata);
        if (json.get("created") instanceof Instant created) {
            session.createdAt(created);
        }
        if (json.get("expires") instanceof Instant expires) {
            session.expiresAt(expires);
        }
        return session.build();
    }

    String id() {
        return record.attributes().get(ID) instanceof AttributeValue.Text(String id) ? id : "";
    }

    /** The number of compactions. */
    long compactions() {
        return record.attributes().get(COMPACTIONS) instanceof AttributeValue.Whole(long count) ? count : 0;
    }

    /** The operation that counts one more compaction. */
    MemoryOp compacted() {
        return MemoryOp.SetAttributes.set(
                record.id(), COMPACTIONS, new AttributeValue.Whole(compactions() + 1), SpringMessages.NAMES.cause());
    }
}
