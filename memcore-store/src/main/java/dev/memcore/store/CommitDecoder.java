package dev.memcore.store;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Cause;
import dev.memcore.api.EventTime;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.spi.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns a payload back into a commit, or says that it is none; no input makes it fail in another way. */
final class CommitDecoder {
    private final ByteReader in;
    private long recordedAt;
    /** The tag that comes next in the operation at hand. */
    private int tag;

    private CommitDecoder(ByteReader in) {
        this.in = in;
    }

    static Commit decode(long sequence, byte[] payload) throws MalformedException {
        try {
            return new CommitDecoder(new ByteReader(payload, 0, payload.length)).commit(sequence);
        } catch (MemoryException e) {
            // The types of the API check their parts: what they refuse, they never let anybody write.
            throw new MalformedException(e.getMessage() == null ? "" : e.getMessage(), e);
        }
    }

    private Commit commit(long sequence) throws MalformedException {
        recordedAt = in.zigzag();
        int count = in.count(CommitFormat.MIN_OPERATION);
        if (count == 0) {
            throw new MalformedException("a commit without operations");
        }
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
            case CommitFormat.ADD -> add(id);
            case CommitFormat.REVISE -> revise(id);
            case CommitFormat.SUPERSEDE -> new MemoryOp.Supersede(id, in.id(), onlyCause());
            case CommitFormat.FORGET -> new MemoryOp.Forget(id, onlyCause());
            case CommitFormat.MOVE -> new MemoryOp.Move(id, CommitFormat.tier(in.u8()), onlyCause());
            case CommitFormat.ADJUST -> adjust(id);
            case CommitFormat.QUARANTINE -> new MemoryOp.Quarantine(id, onlyCause());
            case CommitFormat.RELEASE -> new MemoryOp.Release(id, onlyCause());
            default -> throw new MalformedException("unknown operation " + number);
        };
    }

    private MemoryOp add(MemoryId id) throws MalformedException {
        String tenant = in.string();
        String text = in.string();
        int shape = in.u8();
        firstTag();
        Scope scope = new Scope(tenant, string(CommitFormat.USER), string(CommitFormat.AGENT));
        String named = string(CommitFormat.KIND);
        String kind = CommitFormat.kindOf(shape);
        if (kind.isEmpty() == (named == null)) {
            throw new MalformedException("a kind given twice, or not at all");
        }
        Tier tier = CommitFormat.tierOf(shape);
        Observation observation = new Observation(
                text,
                named == null ? kind : named,
                tier,
                string(CommitFormat.SESSION),
                CommitFormat.roleOf(shape),
                string(CommitFormat.SPEAKER),
                strings(CommitFormat.TOOL_CALLS),
                eventTime(),
                moment(CommitFormat.VALID_FROM),
                moment(CommitFormat.VALID_TO),
                moment(CommitFormat.EXPIRES_AT),
                attributes(),
                new TreeSet<>(strings(CommitFormat.LABELS)),
                real(CommitFormat.IMPORTANCE, 0.5),
                real(CommitFormat.CONFIDENCE, 1),
                string(CommitFormat.SOURCE),
                real(CommitFormat.TRUST, 1),
                false,
                new TreeSet<>(ids(CommitFormat.DERIVED_FROM)),
                string(CommitFormat.IDEMPOTENCY_KEY));
        return new MemoryOp.Add(id, scope, observation, cause());
    }

    private MemoryOp revise(MemoryId id) throws MalformedException {
        String text = in.string();
        long ifVersion = in.varint();
        if (ifVersion != (int) ifVersion) {
            throw new MalformedException("version " + Long.toUnsignedString(ifVersion));
        }
        return new MemoryOp.Revise(id, text, (int) ifVersion, onlyCause());
    }

    private MemoryOp adjust(MemoryId id) throws MalformedException {
        firstTag();
        Instant expiresAt = moment(CommitFormat.EXPIRES_AT);
        Double importance = present(CommitFormat.IMPORTANCE) ? (Double) value() : null;
        Double confidence = present(CommitFormat.CONFIDENCE) ? (Double) value() : null;
        return new MemoryOp.Adjust(id, importance, confidence, null, expiresAt, null, cause());
    }

    private Cause onlyCause() throws MalformedException {
        firstTag();
        return cause();
    }

    /** The cause, which ends every operation: what tags are left now are unknown, or out of order. */
    private Cause cause() throws MalformedException {
        String actor = string(CommitFormat.ACTOR);
        String reason = string(CommitFormat.REASON);
        List<MemoryId> evidence = ids(CommitFormat.EVIDENCE);
        if (tag != CommitFormat.END) {
            throw new MalformedException("unknown or misplaced field " + tag);
        }
        return new Cause(actor == null ? Cause.HOST.actor() : actor, reason, new TreeSet<>(evidence));
    }

    private void firstTag() throws MalformedException {
        tag = in.u8();
    }

    private boolean present(int wanted) {
        return tag == wanted;
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
        int count = in.count(1);
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(in.string());
        }
        firstTag();
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
