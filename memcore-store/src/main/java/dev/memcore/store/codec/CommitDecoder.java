package dev.memcore.store.codec;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.bytes.ByteReader;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a payload into a commit. For any other input it throws {@link MalformedException}, and no other exception.
 */
public final class CommitDecoder {
    // This class is one file because all methods keep one invariant: between two fields, `tag` is the next unread tag.
    // The fields of an operation are read in the order of their tags.

    private final ByteReader in;
    private long recordedAt;
    /** The next tag of the current operation. */
    private int tag;

    private CommitDecoder(ByteReader in) {
        this.in = in;
    }

    public static Commit decode(long sequence, byte[] payload) throws MalformedException {
        try {
            return new CommitDecoder(new ByteReader(payload, 0, payload.length)).commit(sequence);
        } catch (MemoryException e) {
            // The types of the API validate their parts. Values that they reject cannot have been written.
            throw new MalformedException(e.getMessage() == null ? "" : e.getMessage(), e);
        }
    }

    private Commit commit(long sequence) throws MalformedException {
        recordedAt = in.zigzag();
        int count = in.count(CommitFormat.MIN_OPERATION);
        List<MemoryOp> operations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            operations.add(operation());
        }
        if (in.remaining() != 0) {
            throw new MalformedException(in.remaining() + " bytes after the last operation");
        }
        return new Commit(sequence, Instant.ofEpochMilli(recordedAt), operations);
    }

    private MemoryOp operation() throws MalformedException {
        int number = in.u8();
        MemoryId id = in.id();
        return switch (number) {
            case CommitFormat.ADD -> {
                Described memory = described();
                Observation observation = withSearchKeys(memory.observation());
                yield new MemoryOp.Add(id, memory.scope(), observation, created(), cause());
            }
            case CommitFormat.REVISE -> revise(id);
            case CommitFormat.SUPERSEDE -> new MemoryOp.Supersede(id, in.id(), onlyCause());
            case CommitFormat.FORGET -> new MemoryOp.Forget(id, onlyCause());
            case CommitFormat.MOVE -> new MemoryOp.Move(id, CommitFormat.tier(in.u8()), onlyCause());
            case CommitFormat.ADJUST -> adjust(id);
            case CommitFormat.QUARANTINE -> new MemoryOp.Quarantine(id, onlyCause());
            case CommitFormat.RELEASE -> new MemoryOp.Release(id, onlyCause());
            case CommitFormat.ADD_LINK -> new MemoryOp.AddLink(link(id), cause());
            case CommitFormat.REMOVE_LINK ->
                new MemoryOp.RemoveLink(id, in.id(), LinkType.of(in.string()), onlyCause());
            case CommitFormat.RESTORE -> restore(id);
            case CommitFormat.ERASE -> erase(id);
            case CommitFormat.REKEY -> new MemoryOp.SetSearchKeys(id, in.string(), strings(), onlyCause());
            case CommitFormat.SET_ATTRIBUTES -> setAttributes(id);
            case CommitFormat.SET_EXPIRY -> setExpiry(id);
            case CommitFormat.SET_VALIDITY -> setValidity(id);
            case CommitFormat.SET_EVENT_TIME -> setEventTime(id);
            case CommitFormat.USE -> new MemoryOp.Use(id, usage(), cause());
            default -> throw new MalformedException("unknown operation " + number);
        };
    }

    /** The scope and the observation of an operation. The search keys of the observation are read later. */
    private record Described(Scope scope, Observation observation) {}

    private Described described() throws MalformedException {
        String tenant = in.string();
        String text = in.string();
        int shape = in.u8();
        firstTag();
        Scope scope = scope(tenant);
        String named = string(CommitFormat.KIND);
        Kind kind = CommitFormat.kindOf(shape);
        if ((kind == null) == (named == null)) {
            throw new MalformedException("a kind given twice, or not at all");
        }
        Observation.Builder seen = Observation.builder(text)
                .kind(kind == null ? Kind.of(named) : kind)
                .tier(CommitFormat.tierOf(shape))
                .session(string(CommitFormat.SESSION))
                .role(CommitFormat.roleOf(shape))
                .speaker(string(CommitFormat.SPEAKER));
        strings(CommitFormat.TOOL_CALLS).forEach(seen::toolCallId);
        seen.eventTime(eventTime())
                .validFrom(moment(CommitFormat.VALID_FROM))
                .validTo(moment(CommitFormat.VALID_TO))
                .expiresAt(moment(CommitFormat.EXPIRES_AT));
        attributes().forEach(seen::attribute);
        strings(CommitFormat.LABELS).forEach(seen::label);
        seen.importance(real(CommitFormat.IMPORTANCE, 0.5))
                .confidence(real(CommitFormat.CONFIDENCE, 1))
                .source(string(CommitFormat.SOURCE))
                .trust(real(CommitFormat.TRUST, 1))
                .derivedFrom(ids(CommitFormat.DERIVED_FROM))
                .idempotencyKey(string(CommitFormat.IDEMPOTENCY_KEY))
                .pinned(flag(CommitFormat.PINNED));
        return new Described(scope, seen.build());
    }

    private Scope scope(String tenant) throws MalformedException {
        return new Scope(tenant, string(CommitFormat.USER), string(CommitFormat.AGENT));
    }

    private MemoryOp restore(MemoryId id) throws MalformedException {
        Status status = CommitFormat.status(in.u8());
        int version = number();
        Described memory = described();
        MemoryId supersededBy = null;
        if (present(CommitFormat.SUPERSEDED_BY)) {
            supersededBy = in.id();
            firstTag();
        }
        List<Link> links = links(id);
        Observation observation = withSearchKeys(memory.observation());
        Instant createdAt = created();
        return new MemoryOp.Restore(
                id, memory.scope(), version, status, supersededBy, observation, links, createdAt, cause());
    }

    private @Nullable Instant created() throws MalformedException {
        if (!present(CommitFormat.CREATED_AT)) {
            return null;
        }
        Instant createdAt = Instant.ofEpochMilli(in.zigzag() + recordedAt);
        firstTag();
        return createdAt;
    }

    /** Reads the search keys, the last field of an observation. */
    private Observation withSearchKeys(Observation observation) throws MalformedException {
        if (!present(CommitFormat.SEARCH_KEYS)) {
            return observation;
        }
        int count = in.count(CommitFormat.MIN_KEYS);
        Map<String, List<String>> lists = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.string();
            if (lists.put(name, strings()) != null) {
                throw new MalformedException("two lists of search keys of one name");
            }
        }
        firstTag();
        return observation.toBuilder().searchKeys(new SearchKeys(lists)).build();
    }

    private List<Link> links(MemoryId from) throws MalformedException {
        if (!present(CommitFormat.LINKS)) {
            return List.of();
        }
        int count = in.count(CommitFormat.MIN_LINK);
        List<Link> links = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            links.add(link(from));
            requireEnd();
        }
        firstTag();
        return links;
    }

    /** Reads a link, up to the first tag that does not belong to it. */
    private Link link(MemoryId from) throws MalformedException {
        MemoryId to = in.id();
        LinkType type = LinkType.of(in.string());
        firstTag();
        Instant validFrom = moment(CommitFormat.VALID_FROM);
        Instant validTo = moment(CommitFormat.VALID_TO);
        return new Link(from, to, type, real(CommitFormat.WEIGHT, 1), validFrom, validTo);
    }

    private MemoryOp erase(MemoryId id) throws MalformedException {
        String tenant = in.string();
        int versions = number();
        String digest = HexFormat.of().formatHex(in.raw(Sha256.BYTES));
        firstTag();
        Scope scope = scope(tenant);
        return new MemoryOp.Erase(id, scope, versions, digest, created(), cause());
    }

    private Usage usage() throws MalformedException {
        int uses = number();
        int succeeded = number();
        int failed = number();
        firstTag();
        Instant lastUsed = moment(CommitFormat.LAST_USED);
        return new Usage(uses, succeeded, failed, lastUsed, real(CommitFormat.ATTENTION, uses));
    }

    private MemoryOp revise(MemoryId id) throws MalformedException {
        String text = in.string();
        return new MemoryOp.Revise(id, text, number(), onlyCause());
    }

    private int number() throws MalformedException {
        long number = in.varint();
        if (number != (int) number) {
            throw new MalformedException("a number out of range: " + Long.toUnsignedString(number));
        }
        return (int) number;
    }

    private MemoryOp adjust(MemoryId id) throws MalformedException {
        firstTag();
        Instant validTo = moment(CommitFormat.VALID_TO);
        Instant expiresAt = moment(CommitFormat.EXPIRES_AT);
        Double importance = present(CommitFormat.IMPORTANCE) ? (Double) value() : null;
        Double confidence = present(CommitFormat.CONFIDENCE) ? (Double) value() : null;
        Boolean pinned = flag(CommitFormat.PINNED) ? Boolean.TRUE : null;
        if (flag(CommitFormat.NOT_PINNED)) {
            if (pinned != null) {
                throw new MalformedException("both pinned and not");
            }
            pinned = Boolean.FALSE;
        }
        return new MemoryOp.Adjust(id, importance, confidence, validTo, expiresAt, pinned, cause());
    }

    private MemoryOp setAttributes(MemoryId id) throws MalformedException {
        firstTag();
        Map<String, AttributeValue> set = attributes();
        Set<String> removed = new TreeSet<>(strings(CommitFormat.REMOVED_ATTRIBUTES));
        return new MemoryOp.SetAttributes(id, set, removed, cause());
    }

    private MemoryOp setExpiry(MemoryId id) throws MalformedException {
        firstTag();
        Instant expiresAt = moment(CommitFormat.EXPIRES_AT);
        return new MemoryOp.SetExpiry(id, expiresAt, cause());
    }

    private MemoryOp setValidity(MemoryId id) throws MalformedException {
        firstTag();
        Instant validFrom = moment(CommitFormat.VALID_FROM);
        Instant validTo = moment(CommitFormat.VALID_TO);
        return new MemoryOp.SetValidity(id, validFrom, validTo, cause());
    }

    private MemoryOp setEventTime(MemoryId id) throws MalformedException {
        firstTag();
        EventTime eventTime = eventTime();
        return new MemoryOp.SetEventTime(id, eventTime, cause());
    }

    private Cause onlyCause() throws MalformedException {
        firstTag();
        return cause();
    }

    /** Reads the cause, which ends every operation. A tag that is left after it is unknown or out of order. */
    private Cause cause() throws MalformedException {
        String actor = string(CommitFormat.ACTOR);
        String reason = string(CommitFormat.REASON);
        List<MemoryId> evidence = ids(CommitFormat.EVIDENCE);
        requireEnd();
        return new Cause(actor == null ? Cause.HOST.actor() : actor, reason, new TreeSet<>(evidence));
    }

    private void requireEnd() throws MalformedException {
        if (tag != CommitFormat.END) {
            throw new MalformedException("unknown or misplaced field " + tag);
        }
    }

    private void firstTag() throws MalformedException {
        tag = in.u8();
    }

    private boolean present(int wanted) {
        return tag == wanted;
    }

    /** Reads a field without a value. Returns whether it is present. */
    private boolean flag(int wanted) throws MalformedException {
        boolean present = present(wanted);
        if (present) {
            firstTag();
        }
        return present;
    }

    private @Nullable String string(int wanted) throws MalformedException {
        if (!present(wanted)) {
            return null;
        }
        String value = in.string();
        firstTag();
        return value;
    }

    private List<String> strings(int wanted) throws MalformedException {
        if (!present(wanted)) {
            return List.of();
        }
        List<String> values = strings();
        firstTag();
        return values;
    }

    private List<String> strings() throws MalformedException {
        int count = in.count(1);
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(in.string());
        }
        return values;
    }

    private List<MemoryId> ids(int wanted) throws MalformedException {
        if (!present(wanted)) {
            return List.of();
        }
        int count = in.count(16);
        List<MemoryId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(in.id());
        }
        firstTag();
        return ids;
    }

    private @Nullable Instant moment(int wanted) throws MalformedException {
        if (!present(wanted)) {
            return null;
        }
        Instant moment = Instant.ofEpochMilli(in.zigzag());
        firstTag();
        return moment;
    }

    private double real(int wanted, double usual) throws MalformedException {
        return present(wanted) ? value() : usual;
    }

    private double value() throws MalformedException {
        double value = in.real();
        firstTag();
        return value;
    }

    private @Nullable EventTime eventTime() throws MalformedException {
        if (!present(CommitFormat.EVENT_MOMENT) && !present(CommitFormat.EVENT_INTERVAL)) {
            return null;
        }
        long start = in.zigzag() + recordedAt;
        long end = start + (present(CommitFormat.EVENT_INTERVAL) ? in.varint() : 1);
        firstTag();
        return new EventTime(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
    }

    private Map<String, AttributeValue> attributes() throws MalformedException {
        Map<String, AttributeValue> attributes = new TreeMap<>();
        if (present(CommitFormat.ATTRIBUTES)) {
            int count = in.count(2);
            for (int i = 0; i < count; i++) {
                attributes.put(in.string(), attribute());
            }
            firstTag();
        }
        return attributes;
    }

    private AttributeValue attribute() throws MalformedException {
        int type = in.u8();
        return switch (type) {
            case CommitFormat.TEXT_VALUE -> new AttributeValue.Text(in.string());
            case CommitFormat.WHOLE_VALUE -> new AttributeValue.Whole(in.zigzag());
            case CommitFormat.REAL_VALUE -> new AttributeValue.Real(in.real());
            case CommitFormat.FALSE_VALUE -> new AttributeValue.Flag(false);
            case CommitFormat.TRUE_VALUE -> new AttributeValue.Flag(true);
            case CommitFormat.MOMENT_VALUE -> new AttributeValue.Moment(Instant.ofEpochMilli(in.zigzag()));
            default -> throw new MalformedException("unknown type of attribute " + type);
        };
    }
}
