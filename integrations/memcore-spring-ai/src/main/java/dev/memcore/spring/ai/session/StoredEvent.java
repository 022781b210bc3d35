package dev.memcore.spring.ai.session;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spring.ai.message.JsonValues;
import dev.memcore.spring.ai.message.SpringMessageCodec;
import dev.memcore.spring.ai.message.SpringMessages;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.session.SessionEvent;

/**
 * A message of a session, with what an event has beside the message.
 *
 * @param memory the memory that stores it
 */
record StoredEvent(Memory memory) {
    // A compaction gives each remaining event a place. Events without a place were appended later. An event that a
    // compaction removed keeps its memory, with a mark; so does an event that a compaction has not finished to add.

    private static final String ID = SpringMessages.NAMES.attribute("event");
    private static final String DATA = SpringMessages.NAMES.attribute("event.data");
    private static final String ARCHIVED = SpringMessages.NAMES.attribute("event.archived");
    private static final String REMOVED = SpringMessages.NAMES.attribute("event.removed");
    private static final String PLACE = SpringMessages.NAMES.attribute("event.place");
    private static final String COMPACTED = SpringMessages.NAMES.attribute("event.compacted");
    private static final AttributeValue YES = new AttributeValue.Flag(true);

    /** Whether a memory of the conversation is an event. */
    boolean isEvent() {
        return memory.attributes().containsKey(ID);
    }

    /** Returns the observation of an event that is appended. */
    static Observation.Builder appended(SessionEvent event) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("time", event.getTimestamp());
        data.put("branch", event.getBranch());
        data.put("metadata", event.getMetadata());
        String json = JsonValues.write(data);
        Arguments.atMost(
                json.length(), Limits.ofDefaults().attributeChars(), "the number of characters of an event's metadata");
        Observation.Builder observation =
                SpringMessageCodec.encode(event.getMessage(), event.getSessionId()).toBuilder()
                        .attribute(ID, event.getId())
                        .attribute(DATA, json);
        if (event.isArchived()) {
            observation.attribute(ARCHIVED, YES);
        }
        return observation;
    }

    /** Returns the observation of an event that a compaction adds; it is not visible until it has a place. */
    static Observation.Builder compacted(SessionEvent event) {
        return appended(event).attribute(COMPACTED, YES).attribute(REMOVED, YES);
    }

    String id() {
        return memory.attributes().get(ID) instanceof AttributeValue.Text(String id) ? id : "";
    }

    boolean isRemoved() {
        return memory.attributes().containsKey(REMOVED);
    }

    boolean isArchived() {
        return memory.attributes().containsKey(ARCHIVED);
    }

    /** Whether the event was appended, and not added by a compaction. */
    boolean isAppended() {
        return !memory.attributes().containsKey(COMPACTED);
    }

    long place() {
        return memory.attributes().get(PLACE) instanceof AttributeValue.Whole(long place) ? place : Long.MAX_VALUE;
    }

    /** Returns the operation that gives the event a place; empty if it has this place already. */
    Optional<MemoryOp> placed(long place, boolean archived) {
        if (place() == place && isArchived() == archived && !isRemoved()) {
            return Optional.empty();
        }
        Map<String, AttributeValue> set = new HashMap<>(Map.of(PLACE, new AttributeValue.Whole(place)));
        Set<String> removed = new HashSet<>(Set.of(REMOVED));
        if (archived) {
            set.put(ARCHIVED, YES);
        } else {
            removed.add(ARCHIVED);
        }
        return Optional.of(new MemoryOp.SetAttributes(memory.id(), set, removed, SpringMessages.NAMES.cause()));
    }

    /** Returns the operation that removes the event from its session. */
    MemoryOp removed() {
        return MemoryOp.SetAttributes.set(memory.id(), REMOVED, YES, SpringMessages.NAMES.cause());
    }

    SessionEvent event(String sessionId) {
        String json = memory.attributes().get(DATA) instanceof AttributeValue.Text(String text) ? text : "{}";
        Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(JsonValues.read(json), "an event has no data");
        SessionEvent.Builder event = SessionEvent.builder()
                .id(id())
                .sessionId(sessionId)
                .message(SpringMessageCodec.decode(memory))
                .archived(isArchived());
        event.timestamp(data.get("time") instanceof Instant time ? time : memory.createdAt());
        if (data.get("branch") instanceof String branch) {
            event.branch(branch);
        }
        if (data.get("metadata") instanceof Map<?, ?> metadata) {
            metadata.forEach((name, value) -> event.metadata(name.toString(), value));
        }
        return event.build();
    }
}
