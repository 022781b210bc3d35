package dev.memcore.store.codec;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Link;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.store.bytes.ByteWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes a commit as a payload. A field with its default value takes no bytes. Each commit needs its own instance. */
public final class CommitEncoder {
    /** The initial size of the buffer, in bytes: a turn of common length fits without growing it. */
    private static final int CAPACITY = 512;

    private final ByteWriter out = new ByteWriter(CAPACITY);
    private final long recordedAt;

    private CommitEncoder(long recordedAt) {
        this.recordedAt = recordedAt;
    }

    /** Returns the payload of a commit. Fails with {@code LIMIT_EXCEEDED} if it is larger than a frame may be. */
    public static ByteWriter encode(long recordedAt, List<MemoryOp> operations) {
        CommitEncoder encoder = new CommitEncoder(recordedAt);
        encoder.out.zigzag(recordedAt);
        encoder.out.varint(operations.size());
        operations.forEach(encoder::operation);
        return encoder.out;
    }

    private void operation(MemoryOp operation) {
        switch (operation) {
            case MemoryOp.Add add -> {
                start(CommitFormat.ADD, add.id());
                observation(add.scope(), add.observation());
                searchKeys(add.observation().searchKeys());
                created(add.createdAt());
            }
            case MemoryOp.Revise revise -> {
                start(CommitFormat.REVISE, revise.id());
                out.string(revise.text());
                out.varint(revise.ifVersion());
            }
            case MemoryOp.Supersede supersede -> {
                start(CommitFormat.SUPERSEDE, supersede.id());
                out.id(supersede.by());
            }
            case MemoryOp.Forget forget -> start(CommitFormat.FORGET, forget.id());
            case MemoryOp.Move move -> {
                start(CommitFormat.MOVE, move.id());
                out.u8(CommitFormat.tier(move.tier()));
            }
            case MemoryOp.Adjust adjust -> {
                start(CommitFormat.ADJUST, adjust.id());
                adjust(adjust);
            }
            case MemoryOp.SetSearchKeys rekey -> {
                start(CommitFormat.REKEY, rekey.id());
                out.string(rekey.name());
                strings(rekey.texts());
            }
            case MemoryOp.SetAttributes change -> {
                start(CommitFormat.SET_ATTRIBUTES, change.id());
                attributes(change.set());
                strings(CommitFormat.REMOVED_ATTRIBUTES, change.removed());
            }
            case MemoryOp.SetExpiry change -> {
                start(CommitFormat.SET_EXPIRY, change.id());
                moment(CommitFormat.EXPIRES_AT, change.expiresAt());
            }
            case MemoryOp.SetValidity change -> {
                start(CommitFormat.SET_VALIDITY, change.id());
                moment(CommitFormat.VALID_FROM, change.validFrom());
                moment(CommitFormat.VALID_TO, change.validTo());
            }
            case MemoryOp.SetEventTime change -> {
                start(CommitFormat.SET_EVENT_TIME, change.id());
                eventTime(change.eventTime());
            }
            case MemoryOp.Quarantine quarantine -> start(CommitFormat.QUARANTINE, quarantine.id());
            case MemoryOp.Release release -> start(CommitFormat.RELEASE, release.id());
            case MemoryOp.AddLink add -> {
                start(CommitFormat.ADD_LINK, add.id());
                link(add.link());
            }
            case MemoryOp.RemoveLink remove -> {
                start(CommitFormat.REMOVE_LINK, remove.id());
                out.id(remove.to());
                out.string(remove.type().name());
            }
            case MemoryOp.Restore restore -> {
                start(CommitFormat.RESTORE, restore.id());
                restore(restore);
            }
            case MemoryOp.Erase erase -> {
                start(CommitFormat.ERASE, erase.id());
                erase(erase);
            }
            case MemoryOp.Use use -> {
                start(CommitFormat.USE, use.id());
                usage(use.usage());
            }
        }
        cause(operation.cause());
        out.u8(CommitFormat.END);
    }

    private void start(int number, MemoryId id) {
        out.u8(number);
        out.id(id);
    }

    private void observation(Scope scope, Observation seen) {
        int shape = CommitFormat.shape(seen.kind(), seen.tier(), seen.role());
        out.string(scope.tenant());
        out.string(seen.text());
        out.u8(shape);
        string(CommitFormat.USER, scope.user());
        string(CommitFormat.AGENT, scope.agent());
        string(
                CommitFormat.KIND,
                CommitFormat.kindOf(shape) == null ? seen.kind().name() : null);
        string(CommitFormat.SESSION, seen.session());
        string(CommitFormat.SPEAKER, seen.speaker());
        strings(CommitFormat.TOOL_CALLS, seen.toolCallIds());
        eventTime(seen.eventTime());
        moment(CommitFormat.VALID_FROM, seen.validFrom());
        moment(CommitFormat.VALID_TO, seen.validTo());
        moment(CommitFormat.EXPIRES_AT, seen.expiresAt());
        attributes(seen.attributes());
        strings(CommitFormat.LABELS, seen.labels());
        real(CommitFormat.IMPORTANCE, seen.importance(), 0.5);
        real(CommitFormat.CONFIDENCE, seen.confidence(), 1);
        string(CommitFormat.SOURCE, seen.source());
        real(CommitFormat.TRUST, seen.trust(), 1);
        ids(CommitFormat.DERIVED_FROM, seen.derivedFrom());
        string(CommitFormat.IDEMPOTENCY_KEY, seen.idempotencyKey());
        if (seen.pinned()) {
            out.u8(CommitFormat.PINNED);
        }
    }

    private void restore(MemoryOp.Restore restore) {
        out.u8(CommitFormat.status(restore.status()));
        out.varint(restore.version());
        observation(restore.scope(), restore.observation());
        if (restore.supersededBy() != null) {
            out.u8(CommitFormat.SUPERSEDED_BY);
            out.id(restore.supersededBy());
        }
        if (!restore.links().isEmpty()) {
            out.u8(CommitFormat.LINKS);
            out.varint(restore.links().size());
            for (Link link : restore.links()) {
                link(link);
                out.u8(CommitFormat.END);
            }
        }
        searchKeys(restore.observation().searchKeys());
        created(restore.createdAt());
    }

    /** Writes the search keys. They are the last field of an observation, because their tag is the highest. */
    private void searchKeys(SearchKeys keys) {
        if (!keys.isEmpty()) {
            out.u8(CommitFormat.SEARCH_KEYS);
            out.varint(keys.lists().size());
            keys.lists().forEach((name, texts) -> {
                out.string(name);
                strings(texts);
            });
        }
    }

    /** Writes a link without its source, which is the memory of the operation. */
    private void link(Link link) {
        out.id(link.to());
        out.string(link.type().name());
        moment(CommitFormat.VALID_FROM, link.validFrom());
        moment(CommitFormat.VALID_TO, link.validTo());
        real(CommitFormat.WEIGHT, link.weight(), 1);
    }

    private void erase(MemoryOp.Erase erase) {
        out.string(erase.scope().tenant());
        out.varint(erase.versions());
        out.raw(HexFormat.of().parseHex(erase.digest()));
        string(CommitFormat.USER, erase.scope().user());
        string(CommitFormat.AGENT, erase.scope().agent());
        created(erase.createdAt());
    }

    /** Writes the time of creation relative to the recorded time, because both are usually close. */
    private void created(@Nullable Instant createdAt) {
        if (createdAt != null) {
            out.u8(CommitFormat.CREATED_AT);
            out.zigzag(createdAt.toEpochMilli() - recordedAt);
        }
    }

    private void usage(Usage usage) {
        out.varint(usage.uses());
        out.varint(usage.succeeded());
        out.varint(usage.failed());
        moment(CommitFormat.LAST_USED, usage.lastUsed());
        real(CommitFormat.ATTENTION, usage.attention(), usage.uses());
    }

    private void adjust(MemoryOp.Adjust adjust) {
        moment(CommitFormat.VALID_TO, adjust.validTo());
        moment(CommitFormat.EXPIRES_AT, adjust.expiresAt());
        if (adjust.importance() != null) {
            out.u8(CommitFormat.IMPORTANCE);
            out.real(adjust.importance());
        }
        if (adjust.confidence() != null) {
            out.u8(CommitFormat.CONFIDENCE);
            out.real(adjust.confidence());
        }
        if (adjust.pinned() != null) {
            out.u8(adjust.pinned() ? CommitFormat.PINNED : CommitFormat.NOT_PINNED);
        }
    }

    private void cause(Cause cause) {
        if (!cause.actor().equals(Cause.HOST.actor())) {
            string(CommitFormat.ACTOR, cause.actor());
        }
        string(CommitFormat.REASON, cause.reason());
        ids(CommitFormat.EVIDENCE, cause.evidence());
    }

    /**
     * Writes the event time relative to the recorded time, because most events have just happened. The differences may
     * wrap around; the decoder reverses that.
     */
    private void eventTime(@Nullable EventTime time) {
        if (time != null) {
            long start = time.start().toEpochMilli();
            long length = time.end().toEpochMilli() - start;
            out.u8(length == 1 ? CommitFormat.EVENT_MOMENT : CommitFormat.EVENT_INTERVAL);
            out.zigzag(start - recordedAt);
            if (length != 1) {
                out.varint(length);
            }
        }
    }

    private void attributes(Map<String, AttributeValue> attributes) {
        if (!attributes.isEmpty()) {
            out.u8(CommitFormat.ATTRIBUTES);
            out.varint(attributes.size());
            attributes.forEach(this::attribute);
        }
    }

    private void attribute(String name, AttributeValue value) {
        out.string(name);
        switch (value) {
            case AttributeValue.Text(String text) -> {
                out.u8(CommitFormat.TEXT_VALUE);
                out.string(text);
            }
            case AttributeValue.Whole(long number) -> {
                out.u8(CommitFormat.WHOLE_VALUE);
                out.zigzag(number);
            }
            case AttributeValue.Real(double number) -> {
                out.u8(CommitFormat.REAL_VALUE);
                out.real(number);
            }
            case AttributeValue.Flag(boolean flag) -> out.u8(flag ? CommitFormat.TRUE_VALUE : CommitFormat.FALSE_VALUE);
            case AttributeValue.Moment(Instant moment) -> {
                out.u8(CommitFormat.MOMENT_VALUE);
                out.zigzag(moment.toEpochMilli());
            }
        }
    }

    private void string(int tag, @Nullable String value) {
        if (value != null) {
            out.u8(tag);
            out.string(value);
        }
    }

    private void strings(int tag, Collection<String> values) {
        if (!values.isEmpty()) {
            out.u8(tag);
            strings(values);
        }
    }

    private void strings(Collection<String> values) {
        out.varint(values.size());
        values.forEach(out::string);
    }

    private void ids(int tag, Collection<MemoryId> ids) {
        if (!ids.isEmpty()) {
            out.u8(tag);
            out.varint(ids.size());
            ids.forEach(out::id);
        }
    }

    private void moment(int tag, @Nullable Instant moment) {
        if (moment != null) {
            out.u8(tag);
            out.zigzag(moment.toEpochMilli());
        }
    }

    private void real(int tag, double value, double usual) {
        if (Double.doubleToLongBits(value) != Double.doubleToLongBits(usual)) {
            out.u8(tag);
            out.real(value);
        }
    }
}
